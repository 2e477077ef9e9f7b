// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static dev.pushkit.websocket.JdkClient.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pushkit.CloseReason;
import dev.pushkit.Cursor;
import dev.pushkit.Event;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushEndpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EmbeddedServer server = new EmbeddedServer(Map.ofEntries(
            Map.entry("push.heartbeat", "500ms"),
            Map.entry("push.heartbeat.min", "100ms"),
            Map.entry("push.write-deadline", "1s"),
            Map.entry("push.publish.allow", "demo/**"),
            Map.entry("push.origins", "https://app.example"),
            Map.entry("push.subscribe.roles", "secret/**=chief"),
            Map.entry("push.topics-per-subscription", "5"),
            Map.entry("push.connections", "3"),
            Map.entry("push.websocket.max-rate", "50"),
            Map.entry("push.websocket.max-errors", "3"),
            Map.entry("push.websocket.max-bytes", "4KiB")));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void subscribesWhatTheHandshakeNames() {
        Cursor before = server.hub().head();
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a&topic=demo%2Fb"))) {
            String open = client.control("open");
            assertThat(field(open, "cursor")).isEqualTo(before.toString());
            assertThat(field(open, "resumed")).isEqualTo("none");
            client.control("live");
            Cursor place =
                    server.hub().publish(Event.json("demo/b", "{\"n\":1}").withType("tick"));
            String event = client.next();
            assertThat(event)
                    .startsWith("{\"id\":\"" + place + "\",\"topic\":\"demo/b\",\"type\":\"tick\",\"time\":\"")
                    .endsWith(",\"data\":{\"n\":1}}");
        }
    }

    @Test
    void resumesAtTheCursorOfTheHandshake() {
        Cursor first = server.hub().publish(Event.text("demo/a", "1"));
        server.hub().publish(Event.text("demo/a", "2"));
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a&since=" + first))) {
            assertThat(field(client.control("open"), "resumed")).isEqualTo("complete");
            assertThat(client.upTo("live")).hasSize(2).first().asString().contains("\"data\":\"2\"");
        }
        try (JdkClient client = JdkClient.connect(
                server.uri("?topic=demo/a"), JdkClient.builder().header("Last-Event-ID", first.toString()))) {
            assertThat(field(client.control("open"), "resumed")).isEqualTo("complete");
        }
    }

    @Test
    void saysLiveAtOnceWhereThereIsNothingToReplay() {
        Cursor first = server.hub().publish(Event.text("demo/a", "1"));
        server.hub().publish(Event.text("demo/a", "2"));
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/b&heartbeat=60&since=" + first))) {
            assertThat(field(client.control("open"), "resumed")).isEqualTo("complete");
            client.control("live");
        }
    }

    @Test
    void honoursTheHeartbeatOfTheHandshake() throws InterruptedException {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a&heartbeat=0"))) {
            assertThat(field(client.control("open"), "heartbeat")).isEqualTo("0.1");
            client.control("live");
            assertThat(client.hearsAHeartbeat()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?topic=a//b,400",
        "?topic=a&since=%3F,400",
        "?topic=a&heartbeat=x,400",
        "?topic=1&topic=2&topic=3&topic=4&topic=5&topic=6,400",
        "?topic=secret/plan,403"
    })
    void saysWhyItRefusesAHandshakeAndCloses(String query, String code) {
        try (JdkClient client = JdkClient.connect(server.uri(query))) {
            assertThat(field(client.control("error"), "code")).isEqualTo(code);
            assertThat(client.closeCode()).isEqualTo(1008);
        }
        assertThat(connections()).isZero();
    }

    @Test
    void refusesOneConnectionTooManyForTheMoment() {
        List<JdkClient> clients = IntStream.range(0, 3)
                .mapToObj(i -> JdkClient.connect(server.uri("?topic=demo/a")))
                .toList();
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            assertThat(field(client.control("error"), "code")).isEqualTo("503");
            assertThat(client.closeCode()).isEqualTo(1013);
        }
        clients.forEach(JdkClient::close);
    }

    @Test
    void replaysWhatALaterSubscribeAsksForAndThenGoesLive() {
        server.hub().publish(Event.text("room/1", "old"));
        try (JdkClient client = JdkClient.connect(server.uri(""))) {
            client.send("{'op':'subscribe','ref':'r1','topics':['demo/a']}");
            assertThat(field(client.control("open"), "ref")).isEqualTo("r1");
            assertThat(field(client.control("live"), "ref")).isEqualTo("r1");
            client.send("{'op':'subscribe','ref':2,'topics':['room/*'],'since':'earliest'}");
            assertThat(field(client.control("open"), "ref")).isEqualTo("2");
            List<String> replay = client.upTo("live");
            assertThat(replay).hasSize(2).first().asString().contains("\"data\":\"old\"");
            assertThat(field(replay.get(1), "ref")).isEqualTo("2");
            server.hub().publish(Event.text("room/1", "new"));
            assertThat(client.next()).contains("\"data\":\"new\"");
        }
    }

    @Test
    void deliversAnEventOnceUnderOverlappingPatterns() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/*&topic=demo/**&topic=demo/a"))) {
            client.upTo("live");
            client.send("{'op':'subscribe','ref':1,'topics':['demo/a','demo/*']}");
            client.upTo("live");
            server.hub().publish(Event.text("demo/a", "1"));
            server.hub().publish(Event.text("demo/a", "2"));
            assertThat(client.next()).contains("\"data\":\"1\"");
            assertThat(client.next()).contains("\"data\":\"2\"");
        }
    }

    @Test
    void unsubscribes() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a&topic=demo/b"))) {
            client.upTo("live");
            client.send("{'op':'unsubscribe','ref':'u','topics':['demo/a']}");
            assertThat(field(client.control("ok"), "ref")).isEqualTo("u");
            server.hub().publish(Event.text("demo/a", "1"));
            server.hub().publish(Event.text("demo/b", "2"));
            assertThat(client.next()).contains("\"data\":\"2\"");
        }
    }

    @Test
    void publishesForAClient() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            client.send("{'op':'publish','ref':'p','topic':'demo/a','data':{'x':[1]},'key':'k'}");
            List<String> both = List.of(client.next(), client.next());
            String ok = both.get(0).contains("\"control\"") ? both.get(0) : both.get(1);
            String event = both.get(0).contains("\"control\"") ? both.get(1) : both.get(0);
            assertThat(field(ok, "control")).isEqualTo("ok");
            assertThat(field(ok, "ref")).isEqualTo("p");
            assertThat(field(ok, "id")).isEqualTo(field(event, "id"));
            assertThat(event).contains("\"data\":{\"x\":[1]}");
            client.send("{'op':'publish','ref':'q','topic':'demo/a','data':2,'key':'k'}");
            assertThat(field(client.control("ok"), "id")).isEqualTo(field(event, "id"));
        }
    }

    @Test
    void answersAPing() {
        try (JdkClient client = JdkClient.connect(server.uri(""))) {
            client.send("{'op':'ping','ref':'x'}");
            assertThat(field(client.control("ok"), "ref")).isEqualTo("x");
        }
    }

    @Test
    void goesOnAfterABadCommandAndEndsAfterTooMany() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            for (String bad : List.of("no JSON", "{'op':'dance','ref':'d'}", "{'op':'publish','topic':'x','data':1}")) {
                client.send(bad);
                client.control("error");
            }
            server.hub().publish(Event.text("demo/a", "still here"));
            assertThat(client.next()).contains("still here");
            JdkClient.await(client.socket().sendBinary(ByteBuffer.wrap(new byte[3]), true));
            client.control("error");
            client.send("[]");
            assertThat(field(client.control("close"), "reason")).isEqualTo("denied");
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void endsAFlood() {
        try (JdkClient client = JdkClient.connect(server.uri(""))) {
            for (int i = 0; i < 1_000 && client.isOpen(); i++) {
                client.socket()
                        .sendText("{\"op\":\"ping\"}", true)
                        .exceptionally(gone -> null)
                        .join();
            }
            // The client itself may fail at a send before it reads the close.
            await().atMost(PATIENCE).until(() -> server.hub().stats().closed().get(CloseReason.DENIED) == 1);
        }
    }

    @Test
    void endsAConnectionWithAMessageThatIsTooBig() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            client.send("{'op':'ping','x':'" + "x".repeat(5_000) + "'}");
            assertThat(client.closeCode()).isEqualTo(1009);
        }
        await().atMost(PATIENCE).until(() -> connections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1"})
    void refusesAForeignOrigin(String origin) {
        var builder = JdkClient.builder().header("Origin", origin);
        assertThatThrownBy(() -> JdkClient.connect(server.uri("?topic=demo/a"), builder))
                .extracting(failure -> failure.getCause().getCause())
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(403));
    }

    @Test
    void takesItsOwnOriginAndThoseThatTheSettingsName() {
        for (String origin : List.of("http://127.0.0.1:" + server.port(), "https://app.example")) {
            var builder = JdkClient.builder().header("Origin", origin);
            try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"), builder)) {
                client.control("open");
            }
        }
    }

    @Test
    void offersTheSubprotocolAndDoesWithout() {
        try (JdkClient client =
                JdkClient.connect(server.uri(""), JdkClient.builder().subprotocols("chat", "push.v1"))) {
            assertThat(client.socket().getSubprotocol()).isEqualTo("push.v1");
        }
        try (JdkClient client = JdkClient.connect(server.uri(""))) {
            assertThat(client.socket().getSubprotocol()).isEmpty();
        }
    }

    @Test
    void forgetsAClientThatLeaves() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            JdkClient.await(client.socket().sendClose(1000, "bye"));
            await().atMost(PATIENCE).until(() -> connections() == 0);
            await().atMost(PATIENCE).until(() -> server.hub().stats().closed().get(CloseReason.CLIENT) == 1);
        }
    }

    @Test
    void forgetsAClientThatVanishes() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            client.socket().abort();
            await().atMost(Duration.ofSeconds(1)).until(() -> connections() == 0);
        }
    }

    @Test
    void tellsItsClientsThatTheHubStops() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            server.hub().close();
            assertThat(field(client.control("close"), "reason")).isEqualTo("shutdown");
            assertThat(client.closeCode()).isEqualTo(1001);
        }
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            assertThat(field(client.control("error"), "code")).isEqualTo("503");
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void endsWithItsApplication() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            server.undeploy();
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void forgetsASilentPeerWithinTwoHeartbeats() throws IOException {
        try (RawPeer peer = RawPeer.connect(server.port(), "/app/push/ws?topic=demo/a", Optional.empty())) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> connections() == 1);
            // The margin is for a busy machine.
            await().pollInterval(Duration.ofMillis(10))
                    .between(Duration.ofMillis(600), Duration.ofMillis(1_000 + 900))
                    .until(() -> connections() == 0);
            assertThat(server.hub().stats().closed()).containsEntry(CloseReason.LOST, 1L);
            assertThat(peer.pings()).isZero();
        }
    }

    @Test
    void givesAPongItsTimeToTravel() throws IOException {
        try (RawPeer peer =
                RawPeer.connect(server.port(), "/app/push/ws?topic=demo/a", Optional.of(Duration.ofMillis(200)))) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> connections() == 1);
            await().atMost(PATIENCE).until(() -> connections() == 0 || peer.pings() == 4);
            assertThat(connections()).isEqualTo(1);
        }
    }

    @Test
    void endsAPeerThatStopsReadingAtTheWriteDeadline() throws IOException {
        Event large = Event.text("demo/a", "x".repeat(60_000));
        try (RawPeer peer =
                RawPeer.connect(server.port(), "/app/push/ws?topic=demo/a&heartbeat=60", Optional.empty())) {
            await().pollInterval(Duration.ofMillis(2)).atMost(PATIENCE).until(() -> {
                server.hub().publish(large);
                return server.hub().stats().closed().get(CloseReason.SLOW) == 1;
            });
            assertThat(connections()).isZero();
            assertThat(peer.pings()).isZero();
        }
    }

    @Test
    void keepsAPeerThatAnswersPings() throws InterruptedException {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            for (int i = 0; i < 4; i++) {
                assertThat(client.hearsAHeartbeat()).isTrue();
            }
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void carriesManyEventsInOrder() {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.upTo("live");
            for (int i = 0; i < 1_000; i++) {
                server.hub().publish(Event.json("demo/a", Integer.toString(i)));
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(field(client.next(), "data")).isEqualTo(Integer.toString(i));
            }
        }
    }

    private int connections() {
        return server.hub().stats().connectionCount();
    }
}
