// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server without any WebSocket implementation takes both jars all the same. */
@Shows(Feature.NO_WEBSOCKET)
class WithoutWebSocketIT {
    @Test
    void isSaidInOneLineWhileHttpGoesOn() throws IOException {
        Servers.needs(Ability.WITHOUT_WEBSOCKET);
        try (RunningServer server = Servers.underTest()
                .serverOption("websocket", "false")
                .systemProperty("push.publish.allow", "demo/**")
                .deploy(Wars.bareArchive("ROOT.war"), "ROOT")
                .start()) {
            URI push = server.uri().resolve("push/");
            for (Transport transport : List.of(Transport.SSE, Transport.STREAM, Transport.LONG_POLL)) {
                try (Publisher publisher = Publisher.connect(push)) {
                    String start = publisher.publish("demo/x", "before");
                    String id = publisher.publish("demo/x", "over HTTP");
                    try (Follower follower = Follower.open(transport, push, List.of("demo/x"), start)) {
                        Arrival arrival = follower.next().orElseThrow();
                        while (!arrival.isEvent()) {
                            arrival = follower.next().orElseThrow();
                        }
                        assertThat(arrival.cursor()).isEqualTo(id);
                    }
                }
            }
            try (RawHttp http = RawHttp.connect(push)) {
                RawResponse refused =
                        http.send(RawWebSocket.handshake(push.getRawPath() + "ws?topic=demo/x", Map.of()));
                assertThat(refused.status()).isEqualTo(404);
                assertThat(refused.text()).contains("/sse");
            }
            List<String> lines = server.log().text().lines().toList();
            List<Integer> said = IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).contains("offers no WebSockets here"))
                    .boxed()
                    .toList();
            assertThat(said).as("lines that say so").hasSize(1);
            // Some formats have the level on the line before, and one has its first letter only.
            assertThat(String.join(" ", lines.subList(Math.max(0, said.get(0) - 1), said.get(0) + 1)))
                    .containsPattern("\\bINFO\\b| I This server");
            assertThat(server.log().text())
                    .doesNotContain("NoClassDefFoundError")
                    .doesNotContain("\tat dev.pushkit")
                    .doesNotContain("Push Kit takes WebSockets");
        }
    }
}
