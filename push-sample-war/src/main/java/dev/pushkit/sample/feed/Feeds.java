// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import dev.pushkit.Hub;
import dev.pushkit.HubClosedException;
import dev.pushkit.servlet.Push;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The feeds of the sample, on a thread of their own. Started and closed once, by one thread at a time. */
public final class Feeds implements AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.pushkit.sample");
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Hub hub;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(this::start);
    // Set while the first feed is scheduled; read by whoever closes.
    private volatile Thread thread;

    private Feeds(Hub hub) {
        this.hub = hub;
    }

    /**
     * Starts all feeds of a web application, and puts what others show of them into its context.
     *
     * @param application the web application, with the kit installed
     * @return the running feeds
     */
    public static Feeds start(ServletContext application) {
        Hub hub = Push.hub(application);
        LoadFeed load = new LoadFeed(hub::stats);
        application.setAttribute(LoadFeed.ATTRIBUTE, load);
        Feeds feeds = start(hub, List.of(load, new StockFeed(new Random()), new NoticeFeed(hub::stats)));
        feeds.every(LogFeed.PERIOD, new LogFeed(() -> Push.streams(application), hub::stats)::append);
        return feeds;
    }

    static Feeds start(Hub hub, List<Feed> all) {
        Feeds feeds = new Feeds(hub);
        for (Feed feed : all) {
            feeds.every(feed.period(), () -> feeds.publish(feed));
        }
        return feeds;
    }

    private void every(Duration period, Runnable turn) {
        // What goes wrong is told by attempt(), and the end comes with the timer's.
        Future<?> unused = timer.scheduleAtFixedRate(() -> attempt(turn), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Thread start(Runnable task) {
        Thread started = new Thread(task, "sample-feeds");
        started.setDaemon(true);
        thread = started;
        return started;
    }

    private void publish(Feed feed) {
        try {
            hub.publishAll(feed.next());
        } catch (HubClosedException ending) {
            // the kit ends before or after this, as the container likes
        }
    }

    private static void attempt(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            // An exception would end this feed for good; the next turn may be better.
            LOG.log(Level.WARNING, "a feed failed: {0}", e.toString());
        }
    }

    /** Stops the feeds, and waits for their thread so that it does not outlive the web application. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            // The timer counts as terminated a moment before its thread has ended, and containers look at threads.
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                LOG.log(Level.WARNING, "the feeds'' thread is still running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
