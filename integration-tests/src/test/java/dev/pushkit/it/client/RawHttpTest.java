// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RawHttpTest {

    private static ScriptedServer answering(String... answers) throws IOException {
        return new ScriptedServer(connection -> {
            for (String answer : answers) {
                ScriptedServer.readHead(connection);
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
            connection.getInputStream().read();
        });
    }

    @Test
    void readsAnswerAfterAnswerOnOneConnection() throws IOException {
        try (ScriptedServer server = answering(
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none",
                        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200\r\ntransfer-encoding: chunked\r\n\r\n"
                                + "2\r\ntw\r\n1;x=y\r\no\r\n0\r\nTrailer: t\r\n\r\n",
                        "HTTP/1.1 304 Not Modified\r\nETag: \"e\"\r\nContent-Length: 9\r\nConnection: close\r\n\r\n");
                RawHttp http = RawHttp.connect(server.uri())) {
            assertThat(http.send(RawRequest.get("/1")).text()).isEqualTo("one");
            RawResponse chunked = http.send(RawRequest.get("/2"));
            assertThat(chunked.header("Link")).isEmpty();
            assertThat(chunked.text()).isEqualTo("two");
            RawResponse empty = http.send(RawRequest.get("/3"));
            assertThat(empty.status()).isEqualTo(304);
            assertThat(empty.header("etag")).contains("\"e\"");
            assertThat(empty.keepsAlive()).isFalse();
            assertThat(empty.text()).isEmpty();
        }
    }

    @Test
    void tellsABodyThatIsCutFromOneThatEnds() throws IOException {
        for (String head : new String[] {"Content-Length: 9\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n9\r\n"}) {
            ScriptedServer.Script cut = connection -> {
                ScriptedServer.readHead(connection);
                connection
                        .getOutputStream()
                        .write(("HTTP/1.1 200\r\n" + head + "half").getBytes(StandardCharsets.UTF_8));
            };
            try (ScriptedServer server = new ScriptedServer(cut);
                    RawHttp http = RawHttp.connect(server.uri())) {
                RawResponse response = http.send(RawRequest.get("/"));
                assertThatThrownBy(response::text).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void everyReadHasADeadline() throws IOException {
        try (ScriptedServer server = answering("HTTP/1.1 200\r\nContent-Length: 9\r\n\r\nhalf");
                RawHttp http = RawHttp.connect(server.uri())) {
            http.connection().readDeadline(Duration.ofMillis(50));
            RawResponse response = http.send(RawRequest.get("/"));
            assertThatThrownBy(response::text).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void sendsWhatTheTestSays() {
        RawRequest request = RawRequest.post("/p?x=%zz", "text/plain", "\u00fc").header("Host", "else");
        assertThat(new String(request.bytes("here:1"), StandardCharsets.UTF_8))
                .isEqualTo(
                        "POST /p?x=%zz HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nHost: else\r\n\r\n\u00fc");
    }
}
