// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.net.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All that listen, the stalled ones too. Not thread-safe. */
final class Audience {
    /** So many connect at a time, lest the server's queue overflow. */
    private static final int AT_A_TIME = 200;
    /** Beyond so many connections a client address runs out of ports. */
    private static final int PER_ADDRESS = 8_000;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Loop loop;
    private final LoadOptions options;
    private final Deliveries deliveries;
    private final Crowd crowd = new Crowd();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<StalledSubscriber> stalled = new ArrayList<>();
    private boolean over;

    Audience(Loop loop, LoadOptions options, Deliveries deliveries) {
        this.loop = loop;
        this.options = options;
        this.deliveries = deliveries;
    }

    Loop loop() {
        return loop;
    }

    LoadOptions options() {
        return options;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Crowd crowd() {
        return crowd;
    }

    /** Whether whoever loses the connection now need not come back. */
    boolean isOver() {
        return over;
    }

    /** Connects all, and waits until they are there or the time is up. */
    void connect(List<Topic> topics) {
        long limit = System.nanoTime() + (long) (options.patience().establish() * 1e9);
        for (int id = 0; id < options.stall().subscribers(); id++) {
            StalledSubscriber reader = new StalledSubscriber(this, id, topics.get(id % topics.size()));
            stalled.add(reader);
            open(reader, id);
            loop.turn(System.nanoTime());
        }
        int count = options.readers();
        while (System.nanoTime() < limit && !isThere(count)) {
            while (subscribers.size() < count && crowd.connectingNow() < AT_A_TIME) {
                int id = subscribers.size();
                Subscriber subscriber = new Subscriber(this, id, topics.get(id % topics.size()));
                subscribers.add(subscriber);
                crowd.connecting();
                open(subscriber);
            }
            loop.turn(System.nanoTime() + PAUSE);
        }
    }

    private boolean isThere(int count) {
        return crowd.establishedEver() + crowd.deadNow() >= count
                && stalled.stream().allMatch(StalledSubscriber::hasAsked);
    }

    void open(Subscriber subscriber) {
        open(subscriber, options.stall().subscribers() + subscriber.id());
    }

    private void open(Connection connection, int number) {
        try {
            InetSocketAddress from =
                    options.subscribers() > PER_ADDRESS ? Loopback.host(2 + number / PER_ADDRESS, 0) : null;
            connection.open(from, Loopback.port(options.endpoint().port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        over = true;
        subscribers.forEach(Connection::close);
        stalled.forEach(Connection::close);
    }
}
