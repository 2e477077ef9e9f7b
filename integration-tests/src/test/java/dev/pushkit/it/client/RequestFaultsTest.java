// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link FaultProxy} does where a {@link RequestRule} decides. */
class RequestFaultsTest {
    private static final String SOCKET = "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\n\r\n";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    // Answers each head by its request line.
    private final ScriptedServer server = new ScriptedServer(connection -> {
        while (true) {
            String line =
                    ScriptedServer.readHead(connection).lines().findFirst().orElse("");
            asked.add(line);
            connection.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    });
    private final FaultProxy proxy = FaultProxy.to(server.uri());

    RequestFaultsTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private static String answer(RawConnection connection, String request) throws IOException {
        connection.readDeadline(Duration.ofSeconds(5));
        connection.write(request);
        StringBuilder line = new StringBuilder();
        for (int b = connection.in().read();
                b >= 0 && b != '\n';
                b = connection.in().read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    private static void awaitsNothing(RawConnection connection) throws IOException {
        connection.readDeadline(Duration.ofMillis(100));
        assertThatThrownBy(connection.in()::read).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void answersAWebSocketInTheServersPlaceAndPassesTheRest() throws IOException {
        proxy.rule(head -> head.webSocket() ? Verdict.answer(403, "text/plain", "no") : Verdict.PASS);
        try (RawConnection connection = RawConnection.open(proxy.uri())) {
            assertThat(answer(connection, get("/a"))).isEqualTo("GET /a HTTP/1.1");
            assertThat(answer(connection, SOCKET)).isEqualTo("HTTP/1.1 403 Scripted");
            assertThat(new String(connection.in().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("\r\n\r\nno");
        }
        assertThat(asked).containsExactly("GET /a HTTP/1.1");
        await().until(() -> server.connections() == 0);
    }

    @Test
    void answersARequestWhoseBodyIsStillUnderWay() throws IOException {
        proxy.rule(head -> Verdict.answer(401, "text/plain", "who?"));
        try (RawConnection connection = RawConnection.open(proxy.uri())) {
            assertThat(answer(connection, "POST /p HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf"))
                    .isEqualTo("HTTP/1.1 401 Scripted");
            connection.write("more");
            assertThat(new String(connection.in().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("who?");
        }
    }

    @Test
    void closesAWebSocketWithoutAnAnswer() throws IOException {
        proxy.rule(head -> head.webSocket() ? Verdict.CUT : Verdict.PASS);
        try (RawConnection connection = RawConnection.open(proxy.uri())) {
            assertThat(answer(connection, SOCKET)).isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void holdsBackAnAnswerForEverAfterOthersOfTheSameConnectionHavePassed() throws IOException {
        proxy.rule(head -> head.path().equals("/sse") ? Verdict.HOLD : Verdict.PASS);
        try (RawConnection connection = RawConnection.open(proxy.uri());
                RawConnection other = RawConnection.open(proxy.uri())) {
            assertThat(answer(connection, get("/a"))).isEqualTo("GET /a HTTP/1.1");
            connection.write(get("/sse?topic=x"));
            await().until(() -> asked.contains("GET /sse?topic=x HTTP/1.1"));
            awaitsNothing(connection);
            assertThat(answer(other, get("/b"))).isEqualTo("GET /b HTTP/1.1");
        }
        await().until(() -> server.connections() == 0);
    }

    @Test
    void hidesTheServersEndBehindAnAnswerThatIsHeldBack() throws IOException {
        proxy.rule(head -> Verdict.HOLD);
        try (RawConnection connection = RawConnection.open(proxy.uri())) {
            connection.write(get("/sse"));
            await().until(() -> !asked.isEmpty());
            server.close();
            await().until(() -> server.connections() == 0);
            awaitsNothing(connection);
        }
    }

    @Test
    void findsTheRequestAfterABodyAndWritesThemDown() throws IOException {
        RequestLog log = new RequestLog(head -> Verdict.PASS);
        proxy.rule(log);
        try (RawConnection connection = RawConnection.open(proxy.uri())) {
            String body = "GET /no HTTP/1.1\r\n\r\n";
            connection.write("POST /p HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body + get("/b?x"));
            await().until(() -> asked.size() == 3);
        }
        assertThat(log.entries(head -> true))
                .extracting(entry -> entry.head().method() + " " + entry.head().path())
                .containsExactly("POST /p", "GET /b");
    }
}
