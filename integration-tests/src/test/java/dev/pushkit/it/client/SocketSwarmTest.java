// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SocketSwarmTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();

    // Answers every head with its request target, and counts how its connections end.
    private ScriptedServer echoing() throws IOException {
        return new ScriptedServer(connection -> {
            try {
                while (true) {
                    String target = ScriptedServer.readHead(connection).split(" ", 3)[1];
                    connection.getOutputStream().write(("<" + target + ">").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                (String.valueOf(e.getMessage()).contains("reset") ? resets : ends).incrementAndGet();
            }
        });
    }

    private static RawRequest numbered(int index) {
        return RawRequest.get("/" + index);
    }

    @Test
    void holdsManyConnectionsAndCutsThem() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        try (ScriptedServer server = echoing();
                SocketSwarm swarm = SocketSwarm.open(
                        server.uri(),
                        300,
                        SocketSwarmTest::numbered,
                        (connection, bytes, length) -> seen.addAndGet(length))) {
            swarm.awaitAll(connection -> connection.text().equals("</" + connection.index() + ">"), SOON);
            assertThat(swarm.connections()).allMatch(SwarmConnection::isOpen);
            await().atMost(SOON).until(() -> seen.get() == 10 * 4 + 90 * 5 + 200 * 6);

            swarm.connections().get(7).send(RawRequest.get("/again").bytes("x"));
            await().atMost(SOON).until(() -> swarm.connections().get(7).text().equals("</7></again>"));

            swarm.connections().subList(0, 100).forEach(SwarmConnection::fin);
            await().atMost(SOON).until(() -> ends.get() == 100);
            assertThat(resets).hasValue(0);
            swarm.resetAll();
            await().atMost(SOON).until(() -> resets.get() == 200);
            assertThat(swarm.connections()).allMatch(connection -> connection.end() == SwarmConnection.End.CUT);
        }
    }

    @Test
    void tellsAnOrderlyEndFromAReset() throws IOException {
        ScriptedServer.Script script = connection -> {
            if (ScriptedServer.readHead(connection).startsWith("GET /1 ")) {
                connection.setSoLinger(true, 0);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                SocketSwarm swarm = SocketSwarm.open(server.uri(), 2, SocketSwarmTest::numbered)) {
            swarm.awaitAll(connection -> connection.end() != SwarmConnection.End.NONE, SOON);
            assertThat(swarm.connections())
                    .extracting(SwarmConnection::end)
                    .containsExactly(SwarmConnection.End.FIN, SwarmConnection.End.RST);
        }
    }

    @Test
    void readsNothingWhilePaused() throws IOException {
        try (ScriptedServer server = echoing();
                SocketSwarm swarm = SocketSwarm.open(server.uri(), 1, SocketSwarmTest::numbered)) {
            SwarmConnection connection = swarm.connections().get(0);
            swarm.awaitAll(one -> one.received() == 4, SOON);
            connection.pause();
            connection.send(RawRequest.get("/more").bytes("x"));
            await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> connection.received() == 4);
            connection.resume();
            await().atMost(SOON).until(() -> connection.text().equals("</0></more>"));
        }
    }

    @Test
    void failsTheTestWhenTheListenerFails() throws IOException {
        SwarmListener failing = (connection, bytes, length) -> {
            throw new AssertionError("a foreign byte");
        };
        try (ScriptedServer server = echoing();
                SocketSwarm swarm = SocketSwarm.open(server.uri(), 1, SocketSwarmTest::numbered, failing)) {
            assertThatThrownBy(() -> swarm.awaitAll(connection -> connection.received() > 99, SOON))
                    .hasStackTraceContaining("a foreign byte");
        }
    }

    @Test
    void tellsThatNobodyListens() throws IOException {
        URI nobody;
        try (ScriptedServer server = echoing()) {
            nobody = server.uri();
        }
        try (SocketSwarm swarm = SocketSwarm.open(nobody, 100, SocketSwarmTest::numbered)) {
            swarm.awaitAll(connection -> connection.end() == SwarmConnection.End.RST, SOON);
        }
    }

    @Test
    void cutsConnectionsThatAreStillToBeOpened() throws IOException {
        try (ScriptedServer server = echoing();
                SocketSwarm swarm = SocketSwarm.open(server.uri(), 500, SocketSwarmTest::numbered)) {
            swarm.resetAll();
            swarm.awaitAll(connection -> connection.end() == SwarmConnection.End.CUT, SOON);
            await().atMost(SOON).until(() -> server.connections() == 0);
        }
    }
}
