// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
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
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that has nothing to say yet says so at once, and its first event does not wait for a second. */
@Shows(Feature.FIRST_BYTE)
class FirstByteIT {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final String topic = "demo/quiet/" + UUID.randomUUID();

    @ParameterizedTest
    @EnumSource(names = {"SSE", "STREAM", "WEBSOCKET"})
    void arrivesWithinASecond(Transport transport, TestReporter reporter) throws IOException {
        URI push = TestBed.of(App.SAMPLE).push();
        try (Publisher publisher = Publisher.connect(push)) {
            // The very first request of an application pays for its start.
            publisher.publish(topic, "warm");
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

    private static String nextEvent(Follower follower) throws IOException {
        while (true) {
            Arrival arrival = follower.next().orElseThrow();
            if (arrival.isEvent()) {
                return arrival.cursor();
            }
        }
    }
}
