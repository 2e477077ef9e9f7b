// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.SseEvent;
import dev.pushkit.it.client.SseReader;
import dev.pushkit.it.client.StreamHttp;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams by the Durable Streams protocol, whatever the container. */
@Shows(Feature.STREAMS)
class StreamsIT {
    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";
    private static final Duration SOON = Duration.ofSeconds(2);

    private static URI push;
    private static TestBed bed;
    private static int logMark;
    private static ExecutorService threads;

    private final String name = "demo/" + UUID.randomUUID();
    private StreamHttp stream;

    @BeforeAll
    static void start() throws IOException {
        bed = TestBed.of(App.SAMPLE);
        push = bed.push();
        logMark = bed.server().map(server -> server.log().mark()).orElse(0);
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void hasLoggedNoStackTraceOfOurs() {
        threads.shutdownNow();
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
    void createsAppendsReadsEndsAndDeletesOnOneConnection() throws IOException {
        RawResponse created = stream.create(TEXT, "abc");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith(name));
        assertThat(created.header("Stream-Next-Offset")).contains(StreamHttp.offset(3));
        assertThat(stream.create(TEXT, "other").status()).isEqualTo(200);
        assertThat(stream.create(JSON, "").status()).isEqualTo(409);
        RawResponse appended = stream.append(TEXT, "def");
        assertThat(appended.status()).isEqualTo(204);
        assertThat(appended.header("Stream-Next-Offset")).contains(StreamHttp.offset(6));

        RawResponse read = stream.send(stream.get(StreamHttp.START, ""));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).isEqualTo("abcdef");
        assertThat(read.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(TEXT));
        assertThat(read.header("Stream-Up-To-Date")).contains("true");
        assertThat(read.header("Stream-Closed")).isEmpty();
        RawRequest again = stream.get(StreamHttp.START, "")
                .header("If-None-Match", read.header("ETag").orElseThrow());
        assertThat(stream.done(again).status()).isEqualTo(304);
        assertThat(stream.send(stream.get(StreamHttp.offset(4), "")).text()).isEqualTo("ef");
        RawResponse tail = stream.send(stream.get("now", ""));
        assertThat(tail.text()).isEmpty();
        assertThat(tail.header("Stream-Next-Offset")).contains(StreamHttp.offset(6));

        assertThat(stream.end().status()).isEqualTo(204);
        assertThat(stream.end().status()).isEqualTo(204);
        RawResponse refused = stream.append(TEXT, "more");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Stream-Closed")).contains("true");
        assertThat(refused.header("Stream-Next-Offset")).contains(StreamHttp.offset(6));
        assertThat(stream.done(again).status())
                .as("the same page, which says more now")
                .isEqualTo(200);
        RawResponse head = stream.done(stream.request("HEAD"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Stream-Closed")).contains("true");
        assertThat(stream.delete().status()).isEqualTo(204);
        assertThat(stream.delete().status()).isEqualTo(404);
        assertThat(stream.done(stream.get(StreamHttp.START, "")).status()).isEqualTo(404);
        assertThat(stream.done(stream.request("HEAD")).status()).isEqualTo(404);
    }

    @Test
    void takesRequestsThatHaveNoBodyAtAll() throws IOException {
        RawRequest put = stream.request("PUT").header("Content-Type", TEXT);
        assertThat(stream.done(put).status()).isEqualTo(201);
        assertThat(stream.done(stream.request("POST").header("Content-Type", TEXT))
                        .status())
                .isEqualTo(400);
        assertThat(stream.done(stream.request("POST").header("Stream-Closed", "true"))
                        .status())
                .isEqualTo(204);
        assertThat(stream.text()).isEmpty();
    }

    @Test
    void keepsJsonApartInMessages() throws IOException {
        stream.create(JSON, "[]");
        assertThat(stream.append(JSON, "[{\"a\": 1},\n [2, 3]]").status()).isEqualTo(204);
        assertThat(stream.append(JSON, "\"é\"").status()).isEqualTo(204);
        assertThat(stream.append(JSON, "[]").status()).isEqualTo(400);
        assertThat(stream.append(JSON, "{").status()).isEqualTo(400);
        assertThat(stream.append(TEXT, "no JSON").status()).isEqualTo(409);

        assertThat(stream.text().replace("\n", "")).isEqualTo("[{\"a\":1},[2,3],\"é\"]");
        RawResponse tail = stream.send(stream.get("now", ""));
        assertThat(tail.text()).isEqualTo("[]");
        for (int within = 1; within < 9; within++) {
            assertThat(stream.done(stream.get(StreamHttp.offset(within), "")).status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=UTF-8",
                "text/plain; charset=\"utf-8\"; x=\"a;b\"",
                "text/html; charset=iso-8859-1",
                "application/vnd.x+json",
                "video/mp4; codecs=\"avc1.640028, mp4a.40.2\"",
                "application/octet-stream"
            })
    void bringsTheContentTypeAndTheBytesAsTheyWere(String type) throws IOException {
        String body = "é\u0000ü\r\n".repeat(20);
        assertThat(stream.create(type, body).status()).isEqualTo(201);
        assertThat(stream.append(type, body).status()).isEqualTo(204);

        RawResponse read = stream.send(stream.get(StreamHttp.START, ""));
        assertThat(read.text()).isEqualTo(body + body);
        assertThat(read.header("Content-Type"))
                .hasValueSatisfying(said -> assertThat(said).startsWith(type.split(";")[0]));
        assertThat(stream.done(stream.request("HEAD")).status()).isEqualTo(200);
    }

    @Test
    void aLongPollIsAnsweredByWhatIsAppended() throws Exception {
        stream.create(TEXT, "abc");
        try (StreamHttp reader = StreamHttp.connect(push, name)) {
            Future<RawResponse> poll = later(() -> reader.send(reader.get("now", "&live=long-poll")));
            assertWaits(poll);
            stream.append(TEXT, "def");
            RawResponse answer = poll.get(5, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("def");
            assertThat(answer.header("Stream-Cursor")).isPresent();
            Future<RawResponse> next = later(() -> reader.send(reader.get(StreamHttp.offset(6), "&live=long-poll")));
            assertWaits(next);
            stream.end();
            RawResponse end = next.get(5, TimeUnit.SECONDS);
            assertThat(end.status()).isEqualTo(204);
            assertThat(end.header("Stream-Closed")).contains("true");
        }
    }

    @Test
    void eventsBringWhatIsThereAndWhatIsAppendedUntilTheEnd() throws Exception {
        stream.create(TEXT, "abc");
        try (StreamHttp reader = StreamHttp.connect(push, name)) {
            RawResponse answer = reader.send(reader.get(StreamHttp.START, "&live=sse&cursor=999999999"));
            assertThat(answer.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            SseReader events = new SseReader(answer.body());
            assertThat(data(events)).isEqualTo("abc");
            assertThat(control(events)).contains("\"upToDate\":true").contains(StreamHttp.offset(3));
            stream.append(TEXT, "d\nef");
            assertThat(data(events)).isEqualTo("d\nef");
            control(events);
            stream.end();
            assertThat(control(events)).contains("\"streamClosed\":true");
            assertThat(events.next()).isEmpty();
            assertThat(reader.send(reader.get(StreamHttp.START, "")).text()).isEqualTo("abcd\nef");
        }
    }

    @Test
    void aForkGoesOnByItself() throws IOException {
        stream.create(TEXT, "abcdef");
        try (StreamHttp fork = StreamHttp.connect(push, name + "-fork")) {
            RawRequest put = fork.request("PUT")
                    .header("Stream-Forked-From", push.getRawPath() + "streams/" + name)
                    .header("Stream-Fork-Offset", StreamHttp.offset(3))
                    .header("Content-Length", "0");
            assertThat(fork.done(put).status()).isEqualTo(201);
            assertThat(fork.append(TEXT, "xyz").status()).isEqualTo(204);
            assertThat(fork.text()).isEqualTo("abcxyz");
            assertThat(stream.delete().status()).isEqualTo(204);
            assertThat(stream.done(stream.request("HEAD")).status()).isEqualTo(410);
            assertThat(fork.text()).isEqualTo("abcxyz");
            assertThat(fork.delete().status()).isEqualTo(204);
            assertThat(stream.done(stream.request("HEAD")).status()).isEqualTo(404);
        }
    }

    @Test
    void whatComesInPiecesIsReadBeforeTheBodyEnds() throws Exception {
        stream.http().begin(chunked("PUT", TEXT));
        stream.http().chunk(bytes("first"));
        awaitText("first");
        try (StreamHttp follower = StreamHttp.connect(push, name);
                StreamHttp poller = StreamHttp.connect(push, name)) {
            SseReader events = new SseReader(
                    follower.send(follower.get(StreamHttp.START, "&live=sse")).body());
            assertThat(data(events)).isEqualTo("first");
            control(events);
            Future<RawResponse> poll = later(() -> poller.send(poller.get(StreamHttp.offset(5), "&live=long-poll")));
            stream.http().chunk(bytes("second"));
            assertThat(data(events)).isEqualTo("second");
            assertThat(poll.get(5, TimeUnit.SECONDS).text()).isEqualTo("second");
            stream.http().chunk(new byte[0]);
            RawResponse created = stream.http().answer();
            assertThat(created.status()).isEqualTo(201);
            created.text();
            assertThat(stream.text()).isEqualTo("firstsecond");
        }
    }

    @ParameterizedTest
    @CsvSource({"PUT", "POST"})
    void aBodyInPiecesThatIsCutLeavesAWholeBeginning(String method) throws Exception {
        if (method.equals("POST")) {
            stream.create(TEXT, "");
        }
        RawRequest closing = chunked(method, TEXT).header("Stream-Closed", "true");
        stream.http().begin(closing);
        stream.http().chunk(bytes("first"));
        stream.http().chunk(bytes("second"));
        awaitText("firstsecond");
        stream.http().connection().write("ff\r\nhalf");
        stream.http().connection().fin();
        try (StreamHttp reader = StreamHttp.connect(push, name)) {
            Awaitility.await("the end of the body")
                    .pollDelay(Duration.ofMillis(300))
                    .atMost(SOON)
                    .until(() -> {
                        String text = reader.text();
                        return text.equals("firstsecond") || text.equals("firstsecondhalf");
                    });
            RawResponse head = reader.done(reader.request("HEAD"));
            assertThat(head.header("Stream-Closed"))
                    .as("nobody has said that it is complete")
                    .isEmpty();
            assertThat(reader.append(TEXT, "more").status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,text/plain,100",
        "POST,text/plain,100",
        "PUT,text/plain,50000",
        "POST,text/plain,50000",
        "POST,application/json,50000"
    })
    void aWholeBodyThatIsCutLeavesNothing(String method, String type, int length) throws Exception {
        if (method.equals("POST")) {
            stream.create(type, "");
        }
        stream.http()
                .begin(stream.request(method)
                        .header("Content-Type", type)
                        .header("Content-Length", "" + length)
                        .header("Stream-Closed", "true"));
        stream.http().connection().write("1".repeat(length / 2));
        stream.http().connection().fin();
        assertLeavesNothing(method, type);
    }

    @Test
    void jsonInPiecesThatIsCutLeavesNothing() throws Exception {
        stream.create(JSON, "");
        stream.http().begin(chunked("POST", JSON).header("Stream-Closed", "true"));
        stream.http().chunk(bytes("1"));
        stream.http().connection().write("ff\r\n2");
        stream.http().connection().fin();
        assertLeavesNothing("POST", JSON);
    }

    private void assertLeavesNothing(String method, String type) throws Exception {
        try (StreamHttp reader = StreamHttp.connect(push, name)) {
            // Nothing tells when the server has seen the cut.
            Awaitility.await("the cut")
                    .pollDelay(Duration.ofMillis(300))
                    .atMost(SOON)
                    .until(() -> true);
            RawResponse head = reader.done(reader.request("HEAD"));
            if (method.equals("PUT")) {
                assertThat(head.status()).isEqualTo(404);
            } else {
                assertThat(head.header("Stream-Next-Offset")).contains(StreamHttp.offset(0));
                assertThat(head.header("Stream-Closed")).isEmpty();
                assertThat(reader.append(type, "1").status()).isEqualTo(204);
            }
        }
    }

    @Test
    void jsonInPiecesCountsAsAWhole() throws Exception {
        stream.create(JSON, "");
        stream.http().begin(chunked("POST", JSON));
        stream.http().chunk(bytes("[{\"a\":"));
        stream.http().chunk(bytes("1},"));
        try (StreamHttp reader = StreamHttp.connect(push, name)) {
            assertThat(reader.text()).isEqualTo("[]");
            stream.http().chunk(bytes("2]"));
            stream.http().chunk(new byte[0]);
            assertThat(stream.http().answer().status()).isEqualTo(204);
            assertThat(reader.text().replace("\n", "")).isEqualTo("[{\"a\":1},2]");
        }
    }

    @Test
    void twoProducersWithOneNameAppendEverythingOnce() throws Exception {
        stream.create(TEXT, "");
        List<Future<Void>> producers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            producers.add(later(() -> {
                try (StreamHttp mine = StreamHttp.connect(push, name)) {
                    for (int n = 0; n < 50; n++) {
                        RawRequest post = mine.request("POST")
                                .body(TEXT, bytes(n + "\n"))
                                .header("Producer-Id", "p")
                                .header("Producer-Epoch", "0")
                                .header("Producer-Seq", "" + n);
                        assertThat(mine.done(post).status()).isIn(200, 204);
                    }
                }
                return null;
            }));
        }
        for (Future<Void> producer : producers) {
            producer.get(20, TimeUnit.SECONDS);
        }
        StringBuilder expected = new StringBuilder();
        for (int n = 0; n < 50; n++) {
            expected.append(n).append('\n');
        }
        assertThat(stream.text()).isEqualTo(expected.toString());
    }

    @Test
    void whoReadsAStreamThatIsDeletedIsToldAtOnce() throws Exception {
        stream.create(TEXT, "abc");
        try (StreamHttp follower = StreamHttp.connect(push, name);
                StreamHttp poller = StreamHttp.connect(push, name)) {
            SseReader events = new SseReader(
                    follower.send(follower.get(StreamHttp.START, "&live=sse")).body());
            assertThat(data(events)).isEqualTo("abc");
            control(events);
            Future<RawResponse> poll = later(() -> poller.send(poller.get("now", "&live=long-poll")));
            assertWaits(poll);
            long start = System.nanoTime();
            stream.delete();
            RawResponse answer = poll.get(5, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(404);
            answer.text();
            assertThat(events.next()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            // Both connections go on.
            assertThat(poller.create(TEXT, "new").status()).isEqualTo(201);
            assertThat(follower.text()).isEqualTo("new");
        }
    }

    @Test
    void whatComesInPiecesNeverReachesAnotherStreamOfTheName() throws Exception {
        stream.http().begin(chunked("PUT", TEXT));
        stream.http().chunk(bytes("old"));
        awaitText("old");
        try (StreamHttp other = StreamHttp.connect(push, name)) {
            assertThat(other.delete().status()).isEqualTo(204);
            assertThat(other.create(TEXT, "new").status()).isEqualTo(201);
            stream.http().chunk(bytes("old too"));
            stream.http().chunk(new byte[0]);
            RawResponse answer = stream.http().answer();
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(other.text()).isEqualTo("new");
        }
    }

    private RawRequest chunked(String method, String type) {
        return stream.request(method).inPieces(type);
    }

    private void awaitText(String text) throws IOException {
        try (StreamHttp reader = StreamHttp.connect(push, name)) {
            Awaitility.await("the pieces that have come").atMost(SOON).untilAsserted(() -> {
                RawResponse read = reader.send(reader.get(StreamHttp.START, ""));
                assertThat(read.text()).isEqualTo(text);
            });
        }
    }

    private static String data(SseReader events) throws IOException {
        SseEvent event = events.next().orElseThrow();
        assertThat(event.type()).isEqualTo("data");
        return event.data();
    }

    private static String control(SseReader events) throws IOException {
        SseEvent event = events.next().orElseThrow();
        assertThat(event.type()).isEqualTo("control");
        return event.data();
    }

    private static void assertWaits(Future<?> future) {
        Awaitility.await("an answer that is held")
                .pollDelay(Duration.ofMillis(150))
                .atMost(SOON)
                .until(() -> !future.isDone());
    }

    private static <T> Future<T> later(Callable<T> code) {
        return threads.submit(code);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
