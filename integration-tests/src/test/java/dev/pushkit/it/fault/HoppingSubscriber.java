// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Follows a sequence of numbers while it hops at random between transports, cut at random by RST and FIN.
 *
 * <p>It keeps what a check needs: losses that no gap covers, doubles, and disorder. For one thread.
 */
final class HoppingSubscriber implements Callable<HoppingSubscriber.Report> {
    /** What one subscriber saw. */
    record Report(int events, int hops, int gaps, int covered, List<String> faults) {}

    private static final Transport[] TRANSPORTS = {
        Transport.SSE, Transport.STREAM, Transport.LONG_POLL, Transport.WEBSOCKET
    };

    private final URI push;
    private final String pattern;
    private final int last;
    private final Random random;
    private final int longestStay;

    private final List<String> faults = new ArrayList<>();
    private String cursor;
    // Read by the publisher, which does not run far ahead.
    private volatile int expected;
    private final int[] nextOfTopic;
    private final boolean[] gapOfTopic;
    private int events;
    private int hops;
    private int gaps;
    private int covered;

    HoppingSubscriber(URI push, String pattern, int topics, String cursor, int last, long seed, int longestStay) {
        this.push = push;
        this.pattern = pattern;
        this.cursor = cursor;
        this.last = last;
        this.random = new Random(seed);
        this.longestStay = longestStay;
        this.nextOfTopic = IntStream.range(0, topics).toArray();
        this.gapOfTopic = new boolean[topics];
    }

    /** How far it has come. */
    int expected() {
        return expected;
    }

    @Override
    public Report call() throws IOException {
        while (expected <= last && faults.size() < 10) {
            hops++;
            stay(TRANSPORTS[random.nextInt(TRANSPORTS.length)], 1 + random.nextInt(longestStay));
        }
        return new Report(events, hops, gaps, covered, faults);
    }

    private void stay(Transport transport, int most) throws IOException {
        try (Follower follower = Follower.open(transport, push, List.of(pattern), cursor)) {
            int seen = 0;
            while (seen < most && expected <= last) {
                if (seen == 0) {
                    setDeadline(follower, transport);
                }
                Optional<Arrival> arrival = follower.next();
                if (arrival.isEmpty()) {
                    return;
                }
                seen += take(transport, arrival.get());
            }
            cut(follower);
        }
    }

    private static void setDeadline(Follower follower, Transport transport) throws IOException {
        if (transport != Transport.LONG_POLL) {
            follower.connection().readDeadline(Duration.ofSeconds(30));
        }
    }

    private void cut(Follower follower) throws IOException {
        if (random.nextBoolean()) {
            follower.connection().reset();
        } else {
            follower.connection().fin();
        }
    }

    private int take(Transport transport, Arrival arrival) {
        if (arrival.isGap()) {
            gaps++;
            Arrays.fill(gapOfTopic, true);
        }
        if (!arrival.isEvent()) {
            return 0;
        }
        check(transport, Integer.parseInt(arrival.data()));
        events++;
        cursor = arrival.cursor();
        return 1;
    }

    // One gap may cover holes in every topic, each up to the topic's next event.
    private void check(Transport transport, int number) {
        int topic = number % nextOfTopic.length;
        if (number < expected || number < nextOfTopic[topic]) {
            faults.add(transport + ": " + number + " after " + (expected - 1));
        } else if (number > nextOfTopic[topic]) {
            if (!gapOfTopic[topic]) {
                faults.add(transport + ": lost " + nextOfTopic[topic] + " before " + number + " without a gap");
            }
            covered += (number - nextOfTopic[topic]) / nextOfTopic.length;
        }
        gapOfTopic[topic] = false;
        nextOfTopic[topic] = number + nextOfTopic.length;
        expected = number + 1;
    }
}
