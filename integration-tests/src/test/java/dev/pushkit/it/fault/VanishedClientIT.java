// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No container tells of a lost client by itself: the heartbeat does. */
class VanishedClientIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    // Two heartbeats, and what a busy machine adds.
    private static final Duration GONE = HEARTBEAT.multipliedBy(2).plusMillis(400);

    private static RunningServer server;
    private static URI push;
    private static HubFigures figures;

    @BeforeAll
    static void start() throws IOException {
        server = Servers.underTest()
                .systemProperty("push.heartbeat", HEARTBEAT.toMillis() + "ms")
                .deploy(Wars.sample(), "ROOT")
                .start();
        push = server.uri().resolve("push/");
        figures = new HubFigures(push);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SSE,sse,true",
        "SSE,sse,false",
        "STREAM,stream,true",
        "STREAM,stream,false",
        "WEBSOCKET,websocket,true",
        "WEBSOCKET,websocket,false"
    })
    void leavesTheStatisticsWithinTwoHeartbeats(Transport transport, String name, boolean reset) throws IOException {
        try (Follower follower = Follower.open(transport, push, List.of("demo/quiet"), "latest")) {
            Optional<Arrival> open = follower.next();
            assertThat(open.orElseThrow().control()).contains("open");
            figures.awaitConnections(name, 1, Duration.ofSeconds(5));
            if (reset) {
                follower.connection().reset();
            } else {
                follower.connection().fin();
            }
            tell(name + (reset ? " RST" : " FIN"), figures.awaitConnections(name, 0, GONE));
        }
    }

    @Test
    void leavesTheStatisticsAtTheEndOfItsHold() throws IOException {
        try (Follower follower = Follower.open(Transport.LONG_POLL, push, List.of("demo/quiet"), "latest")) {
            Thread waiting = new Thread(() -> swallow(follower));
            waiting.setDaemon(true);
            waiting.start();
            figures.awaitConnections("poll", 1, Duration.ofSeconds(5));
            follower.connection().reset();
            tell("poll RST", figures.awaitConnections("poll", 0, Duration.ofSeconds(6)));
        }
    }

    @Test
    void missesThePongOfAWebSocketBehindABlackHole() throws IOException {
        URI uri = push.resolve("ws?topic=demo/quiet");
        try (RawWebSocket socket = RawWebSocket.connect(uri)) {
            socket.silent();
            figures.awaitConnections("websocket", 1, Duration.ofSeconds(5));
            tell("websocket black hole", figures.awaitConnections("websocket", 0, GONE));
        }
    }

    private static void swallow(Follower follower) {
        try {
            follower.next();
        } catch (IOException expected) {
            LOG.log(System.Logger.Level.TRACE, "Cut, as the test wants it.", expected);
        }
    }

    private static void tell(String what, Duration took) {
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1} gone after {2} ms at a heartbeat of {3} ms",
                server.kind().id(),
                what,
                took.toMillis(),
                HEARTBEAT.toMillis());
    }
}
