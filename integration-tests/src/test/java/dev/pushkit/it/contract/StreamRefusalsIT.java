// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.StreamHttp;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What streams refuse, and how the connection goes on after it, whatever the container. */
@Shows(Feature.STREAMS)
class StreamRefusalsIT {
    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";
    private static final int MOST = 16 << 20;
    private static final int REFUSALS = 200;

    private static URI push;
    private static TestBed bed;
    private static int logMark;

    private final String name = "demo/" + UUID.randomUUID();
    private StreamHttp stream;

    @BeforeAll
    static void start() throws IOException {
        bed = TestBed.of(App.SAMPLE);
        push = bed.push();
        logMark = bed.server().map(server -> server.log().mark()).orElse(0);
    }

    @AfterAll
    static void hasLoggedNoStackTraceOfOurs() {
        bed.server().ifPresent(server -> assertThat(server.log().since(logMark)).doesNotContain("\tat dev.pushkit"));
    }

    @BeforeEach
    void connect() throws IOException {
        stream = StreamHttp.connect(push, name);
    }

    @AfterEach
    void close() throws IOException {
        stream.close();
    }

    @Test
    void refusesAWholeBodyThatIsTooLarge() throws IOException {
        Servers.needs(Ability.LARGE_BODIES);
        stream.create(TEXT, "");
        try (RawHttp http = RawHttp.connect(push)) {
            http.begin(stream.request("POST").header("Content-Type", TEXT).header("Content-Length", "" + (MOST + 1)));
            RawResponse refused = http.answer();
            assertThat(refused.status()).as(refused.text()).isEqualTo(413);
        }
        assertThat(stream.text()).isEmpty();
        byte[] most = new byte[MOST];
        assertThat(stream.done(stream.request("POST").body(TEXT, most)).status())
                .isEqualTo(204);
        assertThat(stream.delete().status()).isEqualTo(204);
    }

    @Test
    void refusesWithoutHarmingTheNextRequestOnTheConnection() throws IOException {
        String body = "x".repeat(30_000);
        stream.create(TEXT, "abc");
        try (StreamHttp missing = StreamHttp.connect(push, name + "-missing");
                StreamHttp closed = StreamHttp.connect(push, name + "-closed");
                StreamHttp denied = StreamHttp.connect(push, "secret/" + name)) {
            closed.create(TEXT, "abc");
            closed.end();
            check(missing.request("POST").body(TEXT, bytes(body)), 404);
            check(missing.request("POST").body(TEXT, bytes("x")), 404);
            check(closed.request("POST").body(TEXT, bytes(body)), 409);
            check(closed.request("POST").body(TEXT, bytes("x")), 409);
            check(stream.request("POST").body("image/png", bytes(body)), 409);
            check(stream.request("POST").body("image/png", bytes("x")), 409);
            check(stream.request("PUT").body(JSON, bytes(body)), 409);
            check(missing.request("PUT").body("text/html; charset=klingon", bytes(body)), 400);
            check(missing.request("PUT").body("text/html;charset=\"x y\"", bytes("x")), 400);
            check(denied.request("PUT").body(TEXT, bytes(body)), 403);
            check(denied.request("POST").body(TEXT, bytes(body)), 403);
            check(denied.request("DELETE"), 403);
            check(missing.request("PUT").body(JSON, bytes("{" + body)), 400);
            check(missing.request("PUT").body("image/png", bytes(body)).header("Stream-TTL", "soon"), 400);
            check(stream.request("POST").body(TEXT, bytes(body)).header("Content-Encoding", "gzip"), 415);
            check(stream.request("POST").body(TEXT, bytes(body)).header("Producer-Id", "p"), 400);
            check(stream.request("PATCH").body(TEXT, bytes(body)), 405);
            check(stream.get("x", ""), 400);
            check(stream.get("", ""), 400);
            check(stream.get(StreamHttp.offset(4), ""), 400);
            check(stream.get(StreamHttp.offset(9_999_999_999_999_999L), ""), 400);
            check(stream.get("-1&offset=-1", ""), 400);
            check(stream.get("-1", "&live=often"), 400);
            check(stream.get("-1", "&live=long-poll&cursor=x"), 400);
            check(stream.get(StreamHttp.offset(4), "&live=sse"), 400);
            check(missing.get("-1", "&live=sse"), 404);
            check(missing.get("-1", "&live=long-poll"), 404);
            assertThat(closed.text()).isEqualTo("abc");
        }
    }

    @Test
    void refusesBodiesInPiecesAndAnswersTheNextRequest() throws IOException {
        byte[] piece = bytes("x".repeat(30_000));
        stream.create(TEXT, "abc");
        try (StreamHttp closed = StreamHttp.connect(push, name + "-closed")) {
            closed.create(TEXT, "abc");
            closed.end();
            for (int i = 0; i < REFUSALS; i++) {
                refuseInPieces(closed.request("POST"), piece);
                assertThat(textOrAgain()).as("after refusal %d", i).isEqualTo("abc");
            }
            assertThat(closed.text()).isEqualTo("abc");
        }
    }

    private void refuseInPieces(RawRequest mistake, byte[] piece) throws IOException {
        stream.http().begin(mistake.inPieces(TEXT));
        stream.http().chunk(piece);
        stream.http().chunk(piece);
        stream.http().chunk(new byte[0]);
        RawResponse refused = stream.http().answer();
        assertThat(refused.status()).isEqualTo(409);
        refused.text();
        if (!refused.keepsAlive()) {
            reconnect();
        }
    }

    // A server may close a connection whose body it has not read to the end, and say so by that alone.
    private String textOrAgain() throws IOException {
        try {
            return stream.text();
        } catch (EOFException e) {
            reconnect();
            return stream.text();
        }
    }

    private void reconnect() throws IOException {
        stream.close();
        stream = StreamHttp.connect(push, name);
    }

    // A bad request, and a good one after it on the same connection, unless the server ends that.
    private void check(RawRequest mistake, int status) throws IOException {
        RawResponse refused = stream.send(mistake);
        String said = refused.text();
        assertThat(refused.status()).as(said).isEqualTo(status);
        assertThat(refused.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(stream.text()).as("after %s", said).isEqualTo("abc");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
