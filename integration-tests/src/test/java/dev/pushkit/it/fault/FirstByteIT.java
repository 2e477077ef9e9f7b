// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that has nothing to say yet says so at once, and its first event does not wait for a second. */
@Shows(Feature.FIRST_BYTE)
class FirstByteIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int FILLING = 150;
    private static final String PADDING = "x".repeat(60_000);

    private final String topic = "demo/quiet/" + UUID.randomUUID();

    @ParameterizedTest
    @EnumSource(names = {"SSE", "STREAM", "WEBSOCKET"})
    void arrivesWithinASecond(Transport transport, TestReporter reporter) throws IOException {
        URI push = TestBed.of(App.SAMPLE).push();
        try (Publisher publisher = Publisher.connect(push)) {
            // The very first request of an application pays for its start.
            Follower.open(transport, push, List.of(topic), "latest&heartbeat=1").close();
            long start = System.nanoTime();
            try (Follower follower = Follower.open(transport, push, List.of(topic), "latest")) {
                follower.connection().readDeadline(SOON.multipliedBy(5));
                assertThat(follower.next().orElseThrow().control()).contains("open");
                Duration opened = Duration.ofNanos(System.nanoTime() - start);
                new Figures(reporter).took(transport.title(), opened);
                long published = System.nanoTime();
                String id = publisher.publish(topic, "lonely");
                assertThat(nextEvent(follower)).isEqualTo(id);
                assertThat(opened).isLessThan(SOON);
                assertThat(Duration.ofNanos(System.nanoTime() - published)).isLessThan(SOON);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SSE", "STREAM"})
    void arrivesAlthoughNoWorkerIsFree(Transport transport) throws IOException {
        URI push = TestBed.of(App.ONE_WORKER).push();
        HubFigures figures = new HubFigures(push);
        figures.awaitNobody();
        try (Publisher publisher = Publisher.connect(push);
                SocketSwarm stalled = SocketSwarm.open(
                        push, 1, i -> RawRequest.get(push.getRawPath() + "stream?heartbeat=1&topic=" + topic))) {
            figures.awaitConnections("stream", 1, Duration.ofSeconds(10));
            stalled.connections().forEach(SwarmConnection::pause);
            // Where a write blocks, the only worker is stuck in it soon; elsewhere nobody is held up at all.
            for (int i = 0; i < FILLING && figures.now().getInt("stuckWorkers") == 0; i++) {
                publisher.publish(topic, PADDING);
            }
            long start = System.nanoTime();
            try (Follower follower = Follower.open(transport, push, List.of(topic + "/other"), "latest&heartbeat=1")) {
                follower.connection().readDeadline(SOON.multipliedBy(5));
                assertThat(follower.next().orElseThrow().control()).contains("open");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            }
            stalled.resetAll();
            Awaitility.await("the worker is free")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> figures.now().getInt("stuckWorkers") == 0);
        }
    }

    private static String nextEvent(Follower follower) throws IOException {
        while (true) {
            Arrival arrival = follower.next().orElseThrow();
            if (arrival.isEvent()) {
                return arrival.cursor();
            }
        }
    }
}
