// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.ServerUnderTest;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader that falls behind what is kept, and then reads on. */
@Shows(Feature.SLOW_READER)
class SlowReaderIT {
    // More than what a container takes for a client that reads nothing.
    private static final int EVENTS =
            ServerUnderTest.ofThisProcess().kind().lacks().containsKey(Ability.BOUNDED_OUTPUT) ? 400 : 150;
    private static final String PADDING = " " + "x".repeat(60_000);

    @ParameterizedTest
    @EnumSource(names = {"SSE", "STREAM", "WEBSOCKET"})
    void isToldOfTheGapAndGoesOnOnTheSameConnection(Transport transport) throws IOException {
        URI push = TestBed.of(App.SHORT_MEMORY).push();
        String topic = "demo/slow/" + transport;
        try (Publisher publisher = Publisher.connect(push);
                Follower follower = Follower.open(transport, push, List.of(topic), "latest")) {
            assertThat(follower.next().orElseThrow().control()).contains("open");
            for (int i = 0; i < EVENTS; i++) {
                publisher.publish(topic, i + PADDING);
            }
            int last = -1;
            int gaps = 0;
            boolean told = false;
            while (last < EVENTS - 1) {
                Arrival arrival = follower.next().orElseThrow();
                if (arrival.isGap()) {
                    gaps++;
                    told = true;
                }
                if (arrival.isEvent()) {
                    int number = Integer.parseInt(
                            arrival.data().substring(0, arrival.data().indexOf(' ')));
                    assertThat(number).isGreaterThan(last);
                    assertThat(number == last + 1 || told)
                            .as("lost only behind a gap")
                            .isTrue();
                    last = number;
                    told = false;
                }
            }
            assertThat(gaps).isPositive();
        }
    }
}
