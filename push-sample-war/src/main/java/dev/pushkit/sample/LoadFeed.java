// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample;

import dev.pushkit.Event;
import dev.pushkit.Hub;
import dev.pushkit.HubClosedException;
import dev.pushkit.PushException;
import dev.pushkit.servlet.Push;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes a reading of the running JVM to {@code system/load} every second.
 *
 * <p>Lives as long as the web application. The container calls it from one thread at a time; the readings are taken and
 * published on a thread of its own.
 */
@WebListener
public final class LoadFeed implements ServletContextListener {
    /** Where the readings go. */
    static final String TOPIC = "system/load";

    private static final Logger LOG = System.getLogger("dev.pushkit.sample");
    private static final long PERIOD_SECONDS = 1;

    private ScheduledExecutorService timer;
    private Thread thread;
    private Future<?> readings;

    /** Made by the container. */
    public LoadFeed() {}

    /**
     * Starts the feed.
     *
     * @param event names the web application
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        Hub hub = Push.hub(event.getServletContext());
        LoadMeter meter = new LoadMeter();
        timer = Executors.newSingleThreadScheduledExecutor(this::start);
        readings = timer.scheduleAtFixedRate(() -> publish(hub, meter), 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private Thread start(Runnable task) {
        thread = new Thread(task, "sample-feed");
        thread.setDaemon(true);
        return thread;
    }

    private static void publish(Hub hub, LoadMeter meter) {
        try {
            hub.publish(Event.json(TOPIC, meter.read(hub.stats()).toJson()));
        } catch (HubClosedException ending) {
            // the kit ends before or after this listener, as the container likes
        } catch (PushException e) {
            LOG.log(Level.WARNING, "a reading was not published: {0}", e.getMessage());
        }
    }

    /**
     * Stops the feed, and waits for its thread so that none outlives the web application.
     *
     * @param event names the web application
     */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (timer == null) {
            return;
        }
        readings.cancel(false);
        timer.shutdown();
        try {
            // The timer counts as terminated a moment before its thread has ended, and containers look at threads.
            thread.join(TimeUnit.SECONDS.toMillis(PERIOD_SECONDS));
            if (thread.isAlive()) {
                LOG.log(Level.WARNING, "the feed''s thread is still running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
