// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Hub;
import dev.pushkit.HubSettings;
import dev.pushkit.HubStats;
import dev.pushkit.Setting;
import dev.pushkit.Subscription;
import dev.pushkit.wire.WireFormats;
import java.util.concurrent.TimeUnit;

/**
 * A hub that delivers on the publisher's own thread: when publish returns, everybody has the event.
 *
 * <p>So work is measured alone, without the hand-over to a worker, and nothing piles up behind the publisher. Such an executor
 * is for a single thread only.
 */
public final class InlineHub implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Hub hub;
    private final int listeners;

    /**
     * Starts the hub.
     *
     * @param listeners how many subscribers each event is to reach; checked at the end
     */
    public InlineHub(int listeners) {
        this.listeners = listeners;
        HubSettings settings = HubSettings.defaults().with(Setting.WORKERS, "1");
        hub = Hub.builder().settings(settings).executor(Runnable::run).build();
    }

    /**
     * Lets a subscriber in.
     *
     * @param pattern what it follows
     */
    public void subscribe(String pattern) {
        hub.subscribe(Subscription.to(pattern), WireFormats.NDJSON, new CountingOutlet())
                .open();
    }

    /**
     * The hub.
     *
     * @return what to publish to
     */
    public Hub hub() {
        return hub;
    }

    /**
     * Ends the hub.
     *
     * @throws IllegalStateException if not every event reached as many subscribers as it was to
     */
    @Override
    public void close() {
        try {
            // The hub's timer may have taken up the last delivery on its own thread.
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (!isComplete(hub.stats())) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("Not everything was delivered: " + hub.stats());
                }
                Thread.onSpinWait();
            }
        } finally {
            hub.close();
        }
    }

    private boolean isComplete(HubStats stats) {
        return stats.delivered() == stats.published() * listeners;
    }
}
