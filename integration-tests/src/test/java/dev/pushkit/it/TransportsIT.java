// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every transport shows the same events under the same ids, and takes up where another was cut. */
@ArquillianTest
@RunAsClient
class TransportsIT {
    private final String topic = "demo/" + UUID.randomUUID();

    @ArquillianResource
    private URI base;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Wars.sampleArchive();
    }

    @Shows(Feature.RESUME)
    @ParameterizedTest
    @EnumSource
    void takesUpWhereAnotherTransportWasCut(Transport last) throws IOException {
        URI push = base.resolve("push/");
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        try (Publisher publisher = Publisher.connect(push)) {
            String cursor = publisher.publish(topic, "before");
            for (Transport first : Transport.values()) {
                for (Transport transport : List.of(first, last)) {
                    expected.add(publisher.publish(topic, "missed by " + transport) + " missed by " + transport);
                    try (Follower follower = Follower.open(transport, push, List.of(topic), cursor)) {
                        cursor = nextEvent(follower, seen);
                        expected.add(publisher.publish(topic, "seen by " + transport) + " seen by " + transport);
                        cursor = nextEvent(follower, seen);
                        follower.connection().reset();
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    private static String nextEvent(Follower follower, List<String> seen) throws IOException {
        while (true) {
            Arrival arrival = follower.next().orElseThrow();
            assertThat(arrival.isGap()).as("%s", arrival.json()).isFalse();
            if (arrival.isEvent()) {
                seen.add(arrival.cursor() + " " + arrival.data());
                return arrival.cursor();
            }
        }
    }
}
