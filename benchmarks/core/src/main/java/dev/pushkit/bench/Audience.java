// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Cursor;
import dev.pushkit.Event;
import dev.pushkit.Hub;
import dev.pushkit.HubSettings;
import dev.pushkit.Setting;
import dev.pushkit.Subscription;
import dev.pushkit.WireFormat;
import dev.pushkit.wire.WireFormats;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A hub with the default workers, and subscribers of one topic on outlets that only count.
 *
 * <p>One event at a time is on its way: {@link #expect}, {@link #publish}, {@link #awaitAll}, in this order and by one
 * thread. Each subscriber counts down one shared latch, which is part of what a delivery costs here. Heartbeats come due as
 * ever, but nothing is written for them.
 */
public final class Audience implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final int REHEARSALS = 30_000;
    private static final String TOPIC = "stocks/ACME";
    private static final WireFormat FORMAT = new EventsOnly(WireFormats.NDJSON);

    private final Hub hub;
    private final int size;
    private final Event event = Samples.event(TOPIC);
    private volatile CountDownLatch missing = new CountDownLatch(0);

    /**
     * Starts the hub and lets everybody in.
     *
     * @param size how many subscribers
     */
    public Audience(int size) {
        this.size = size;
        HubSettings settings = HubSettings.defaults().with(Setting.CONNECTIONS, Integer.toString(size + 1));
        hub = Hub.builder().settings(settings).build();
        for (int i = 0; i < size; i++) {
            hub.subscribe(Subscription.to(TOPIC), FORMAT, new CountingOutlet(() -> missing.countDown()))
                    .open();
        }
    }

    /** Publishes where nobody listens, until the compiler knows the way: at a low rate it would take minutes. */
    public void rehearse() {
        Event unheard = Samples.event("rehearsal");
        for (int i = 0; i < REHEARSALS; i++) {
            hub.publish(unheard);
        }
    }

    /** From now on one event is awaited. */
    public void expect() {
        missing = new CountDownLatch(size);
    }

    /**
     * Publishes the event, and nothing else.
     *
     * @return its place
     */
    public Cursor publish() {
        return hub.publish(event);
    }

    /**
     * Waits until every subscriber has the event that was expected last.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if that takes more than half a minute
     */
    public void awaitAll() throws InterruptedException {
        if (!missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " of " + size + " subscribers got no event.");
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
