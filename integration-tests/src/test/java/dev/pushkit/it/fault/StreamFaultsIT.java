// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.StreamHttp;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Readers of streams that read no more, and streams that go while they are read. */
@Shows(Feature.STREAMS)
class StreamFaultsIT {
    private static final String BYTES = "application/octet-stream";
    private static final int PIECE = 10_000_000;
    private static final int BODY = 1_000_000;
    private static final int STALLED = 4;
    // More than a container has threads.
    private static final int SILENT = 300;
    // Of the application, and until the buffers on the way are full.
    private static final Duration GONE = Duration.ofSeconds(10);

    private static TestBed bed;
    private static int logMark;

    private final String name = "demo/" + UUID.randomUUID();
    private StreamHttp stream;

    @BeforeAll
    static void start() throws IOException {
        bed = TestBed.of(App.STREAMS);
        logMark = bed.server().orElseThrow().log().mark();
    }

    @AfterAll
    static void hasLoggedNoFailureOfOurs() {
        // Jetty 12.0 itself reports a reader that was cut off, with the stack of whoever did so.
        assertThat(bed.server().orElseThrow().log().since(logMark))
                .doesNotContain("A request failed", "A delivery failed");
    }

    @BeforeEach
    void connect() throws IOException {
        stream = StreamHttp.connect(bed.push(), name);
    }

    @AfterEach
    void delete() throws IOException {
        stream.delete();
        stream.close();
    }

    @Test
    void tellsThatBytesAreKeptNoMore() throws IOException {
        create(PIECE);
        for (int i = 0; i < 3; i++) {
            append(PIECE);
        }
        RawResponse beginning = stream.send(stream.get(StreamHttp.START, ""));
        byte[] kept = beginning.body().readAllBytes();
        assertThat(beginning.status()).isEqualTo(200);
        assertThat(kept.length).isBetween(64 << 10, PIECE);
        assertThat(beginning.header("Stream-Up-To-Date")).isEmpty();
        String next = beginning.header("Stream-Next-Offset").orElseThrow();
        assertThat(next).isEqualTo(StreamHttp.offset(kept.length));
        for (String live : List.of("", "&live=long-poll", "&live=sse")) {
            assertThat(stream.done(stream.get(next, live)).status()).as(live).isEqualTo(410);
            assertThat(stream.done(stream.get(StreamHttp.offset(PIECE), live)).status())
                    .isEqualTo(410);
        }
        assertThat(stream.send(stream.get(StreamHttp.offset(4 * PIECE - 3), ""))
                        .body()
                        .readAllBytes())
                .hasSize(3);
    }

    @Test
    void aLongPollEndsByItself() throws IOException {
        create(3);
        RawResponse answer = stream.done(stream.get("now", "&live=long-poll"));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Stream-Next-Offset")).contains(StreamHttp.offset(3));
        assertThat(answer.header("Stream-Up-To-Date")).contains("true");
        assertThat(answer.header("Stream-Cursor")).isPresent();
        assertThat(answer.header("Stream-Closed")).isEmpty();
        assertThat(stream.send(stream.get(StreamHttp.offset(1), "")).body().readAllBytes())
                .hasSize(2);
    }

    @Test
    void whoReadsNoMoreIsCutOffAndHoldsNobodyUp() throws Exception {
        create(PIECE);
        append(PIECE);
        Awaitility.await("nobody is there").atMost(GONE).until(() -> bodies() == 0);
        List<RawHttp> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < STALLED; i++) {
                RawHttp http = RawHttp.connect(bed.push(), 64 << 10);
                stalled.add(http);
                assertThat(http.send(stream.get(StreamHttp.START, i % 2 == 0 ? "" : "&live=sse"))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(bodies()).isEqualTo(STALLED);
            long start = System.nanoTime();
            assertThat(stream.send(stream.get(StreamHttp.START, "")).body().readAllBytes())
                    .hasSize(2 * PIECE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GONE);
            Awaitility.await("those that read no more are gone").atMost(GONE).until(() -> bodies() == 0);
        } finally {
            for (RawHttp http : stalled) {
                http.close();
            }
        }
    }

    @Test
    void aBodyInPiecesIsTakenWholeOrSaidToBeCut() throws Exception {
        create(3);
        int pieces = 120;
        int status = 0;
        try (RawHttp http = RawHttp.connect(bed.push())) {
            http.begin(stream.request("POST").inPieces(BYTES));
            try {
                for (int i = 0; i < pieces; i++) {
                    http.chunk(new byte[100_000]);
                }
                http.chunk(new byte[0]);
            } catch (IOException e) {
                // Its answer may still come.
            }
            status = http.answer().status();
        } catch (IOException e) {
            // Cut.
        }
        int taken = stream.send(stream.get(StreamHttp.START, "")).body().readAllBytes().length - 3;
        assertThat(taken).as("with the answer %d", status).isPositive();
        if (status == 204) {
            assertThat(taken).isEqualTo(pieces * 100_000);
        } else {
            assertThat(status).satisfiesAnyOf(s -> assertThat(s).isZero(), s -> assertThat(s)
                    .isGreaterThanOrEqualTo(400));
        }
    }

    @Test
    void whoSendsNothingOfItsBodyCostsNoThread() throws Exception {
        create(3);
        RawRequest nothing =
                stream.request("POST").header("Content-Type", BYTES).header("Content-Length", "100");
        try (SocketSwarm silent = SocketSwarm.open(bed.push(), SILENT, i -> nothing)) {
            silent.awaitAll(SwarmConnection::isOpen, GONE);
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                try (StreamHttp other = StreamHttp.connect(bed.push(), name)) {
                    assertThat(other.append(BYTES, "x").status()).isEqualTo(204);
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            silent.resetAll();
        }
        assertThat(stream.send(stream.get(StreamHttp.START, "")).body().readAllBytes())
                .hasSize(23);
    }

    @Test
    void whoGoesOnAfterARefusalIsHeardToTheEndOrCutOff() throws Exception {
        create(3);
        stream.end();
        try (RawHttp http = RawHttp.connect(bed.push())) {
            beginRefused(http);
            if (sends(http, PIECE)) {
                assertAnsweredOrCut(http);
            }
        }
        Awaitility.await("the body is gone").atMost(GONE).until(() -> bodies() == 0);
    }

    // Where a refused body is read on, it is waited for ten seconds.
    @Test
    @Tag("thorough")
    void whoFallsSilentAfterARefusalIsLetGo() throws Exception {
        create(3);
        stream.end();
        try (RawHttp http = RawHttp.connect(bed.push())) {
            beginRefused(http);
            Awaitility.await("the body is gone, and its sender is still connected")
                    .atMost(GONE.multipliedBy(2))
                    .until(() -> bodies() == 0);
            assertThat(stream.send(stream.get(StreamHttp.START, "")).body().readAllBytes())
                    .hasSize(3);
        }
    }

    private void beginRefused(RawHttp http) throws IOException {
        http.begin(stream.request("POST").inPieces(BYTES));
        http.chunk(new byte[1]);
        RawResponse refused = http.answer();
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    }

    // A server may close a connection whose body it has not read to the end, announced or not.
    private void assertAnsweredOrCut(RawHttp http) {
        try {
            RawResponse next = http.send(stream.get(StreamHttp.START, ""));
            assertThat(next.body().readAllBytes()).hasSize(3);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The next request waits for its answer", e);
        } catch (IOException e) {
            // Cut.
        }
    }

    private static boolean sends(RawHttp http, int count) {
        try {
            for (int sent = 0; sent < count; sent += 10_000) {
                http.chunk(new byte[10_000]);
            }
            http.chunk(new byte[0]);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aPageWhoseStreamIsDeletedIsWholeOrCut() throws Exception {
        create(PIECE);
        append(PIECE);
        try (RawHttp http = RawHttp.connect(bed.push(), 64 << 10)) {
            RawResponse page = http.send(stream.get(StreamHttp.START, ""));
            assertThat(page.status()).isEqualTo(200);
            stream.delete();
            assertEnds(page.body());
        }
    }

    // All that was promised, or a connection that ends: never a reader that waits for the rest.
    private static void assertEnds(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try {
            long count = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                count += read;
            }
            assertThat(count).isEqualTo(2L * PIECE);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The reader waits for the rest of its page", e);
        } catch (EOFException e) {
            // Cut.
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private static int bodies() throws IOException {
        return new HubFigures(bed.push()).now().getJsonObject("streams").getInt("bodies");
    }

    // Some containers take no larger ones.
    private void create(int count) throws IOException {
        RawRequest put = stream.request("PUT").body(BYTES, new byte[0]);
        assertThat(stream.done(put).status()).isEqualTo(201);
        append(count);
    }

    private void append(int count) throws IOException {
        for (int left = count; left > 0; left -= BODY) {
            RawRequest post = stream.request("POST").body(BYTES, new byte[Math.min(left, BODY)]);
            RawResponse answer = stream.send(post);
            String said = answer.text();
            assertThat(answer.status()).as(said).isEqualTo(204);
        }
    }
}
