// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an application has of its own works as it did before the kit came. */
@Shows(Feature.OWN_PARTS)
class OwnPartsIT {
    @Test
    void servletAndEndpointOfTheApplicationWorkBesideTheKit() throws IOException {
        TestBed bed = TestBed.of(App.OWN_PARTS);
        assertThat(RawHttp.text(bed.base().resolve("own/servlet"))).isEqualTo("the application's own");
        try (RawWebSocket own = RawWebSocket.connect(bed.base().resolve("own/socket"), Map.of());
                RawWebSocket push = RawWebSocket.connect(bed.push().resolve("ws?topic=demo/x"));
                Publisher publisher = Publisher.connect(bed.push())) {
            own.text("message");
            assertThat(own.next()).contains("the application's own message");
            assertThat(Arrival.all(push.next().orElseThrow()).get(0).control()).contains("open");
            String id = publisher.publish("demo/x", "the kit's");
            List<Arrival> events = List.of();
            while (events.isEmpty()) {
                events = Arrival.all(push.next().orElseThrow()).stream()
                        .filter(Arrival::isEvent)
                        .toList();
            }
            assertThat(events).extracting(Arrival::cursor).containsExactly(id);
        }
    }
}
