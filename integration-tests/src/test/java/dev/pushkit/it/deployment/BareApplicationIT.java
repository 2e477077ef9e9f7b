// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.ServerBuilder;
import dev.pushkit.it.container.ServerStartException;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two jars in WEB-INF/lib, and nothing else. */
class BareApplicationIT {
    @Shows(Feature.TWO_WARS)
    @Test
    void speaksEveryTransportInTwoApplicationsOfOneServer() throws IOException {
        Servers.needs(Ability.SEVERAL_APPLICATIONS);
        List<App> apps = List.of(App.BARE, App.TWIN);
        for (App app : apps) {
            URI push = TestBed.of(app).push();
            assertThat(RawHttp.text(push.resolve("client.js"))).contains("export");
            try (Publisher publisher = Publisher.connect(push)) {
                String start = publisher.publish("demo/start", "start");
                String id = publisher.publish("demo/x", "hello from " + app);
                for (Transport transport : Transport.values()) {
                    try (Follower follower = Follower.open(transport, push, List.of("demo/x"), start)) {
                        assertThat(event(follower)).isEqualTo(id + " hello from " + app);
                    }
                }
            }
        }
        for (App app : apps) {
            String all = RawHttp.text(TestBed.of(app).push().resolve("poll?topic=demo/x&since=earliest"));
            assertThat(all).contains("hello from " + app);
            assertThat(apps)
                    .filteredOn(other -> all.contains("hello from " + other))
                    .containsExactly(app);
        }
    }

    @Tag("thorough")
    @Test
    void refusesToStartWithAnUnknownSettingAndNamesTheNearest() throws IOException {
        ServerBuilder server =
                Servers.underTest().systemProperty("push.heartbeet", "1s").deploy(Wars.bareArchive("ROOT.war"), "ROOT");
        assertThatThrownBy(server::start)
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("push.heartbeet")
                .hasMessageContaining("push.heartbeat?");
    }

    private static String event(Follower follower) throws IOException {
        Arrival arrival = follower.next().orElseThrow();
        while (!arrival.isEvent()) {
            arrival = follower.next().orElseThrow();
        }
        return arrival.cursor() + " " + arrival.data();
    }
}
