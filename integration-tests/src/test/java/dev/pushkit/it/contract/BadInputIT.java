// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake gets a status and a detail that says what to change, no stack trace, and harms nobody else. */
@Shows(Feature.BAD_INPUT)
class BadInputIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final String LONG = "a".repeat(256);
    private static final String MANY = "topic=t".repeat(1)
            + "&topic=u".repeat(1)
            + Stream.iterate(0, i -> i + 1).limit(100).map(i -> "&topic=n" + i).reduce("", String::concat);

    private static TestBed bed;
    private static URI push;
    private static int logMark;

    private Follower bystander;
    private Publisher publisher;

    /** A request and what it has to be answered with. */
    record Mistake(String name, RawRequest request, int status) {
        @Override
        public String toString() {
            return name + " gets " + status;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        bed = TestBed.of(App.SAMPLE);
        push = bed.push();
        logMark = bed.server().map(server -> server.log().mark()).orElse(0);
    }

    @AfterAll
    static void hasLoggedNoStackTraceOfOurs() {
        Optional.ofNullable(bed)
                .flatMap(TestBed::server)
                .ifPresent(server -> assertThat(server.log().since(logMark)).doesNotContain("\tat dev.pushkit"));
    }

    @BeforeEach
    void follow() throws IOException {
        publisher = Publisher.connect(push);
        String start = publisher.publish("demo/bystander", "start");
        bystander = Follower.open(Transport.SSE, push, List.of("demo/bystander"), start);
    }

    @AfterEach
    void isUnharmed() throws IOException {
        String id = publisher.publish("demo/bystander", "still here");
        Optional<Arrival> arrival = bystander.next();
        while (!arrival.orElseThrow().isEvent()) {
            arrival = bystander.next();
        }
        assertThat(arrival.orElseThrow().cursor()).isEqualTo(id);
        bystander.close();
        publisher.close();
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                get("no topic", "sse", 400),
                get("no topic", "poll?wait=1", 400),
                get("an empty topic", "sse?topic=", 400),
                get("a topic of 256 bytes", "stream?topic=" + LONG, 400),
                get("an empty segment", "sse?topic=a//b", 400),
                get("a slash at the end", "poll?topic=a/", 400),
                get("a control character", "sse?topic=a%0Ab", 400),
                get("half a wildcard", "sse?topic=a*", 400),
                get("a deep wildcard in the middle", "sse?topic=**/b", 400),
                get("a broken escape", "sse?topic=%zz", 400),
                get("no UTF-8", "sse?topic=%ff", 400),
                get("a malformed cursor", "sse?topic=a&since=!!", 400),
                get("a malformed cursor", "poll?topic=a&lastEventId=%20", 400),
                get("wait that is no number", "poll?topic=a&wait=soon", 400),
                get("a negative wait", "poll?topic=a&wait=-1", 400),
                get("heartbeat that is no number", "stream?topic=a&heartbeat=1.5", 400),
                get("an unknown format", "sse?topic=a&format=xml", 400),
                get("too many topics", "sse?" + MANY, 400),
                get("an unknown path", "nothing/here", 404),
                get("a path of a later version", "metrics", 404),
                get("a method that is not for the path", "publish?topic=demo/x", 405),
                post("a method that is not for the path", "sse?topic=a", "text/plain", "x", 405),
                post("publishing without a topic", "publish", "text/plain", "x", 400),
                post("publishing to a pattern", "publish?topic=demo/*", "text/plain", "x", 400),
                post("publishing where no rule allows it", "publish?topic=system/load", "text/plain", "x", 403),
                post("publishing to the kit's own topics", "publish?topic=$x", "text/plain", "x", 403),
                post("JSON that does not parse", "publish?topic=demo/x", "application/json", "{\"a\":", 400),
                post("JSON with more behind it", "publish?topic=demo/x", "application/json", "{} {}", 400),
                post("no JSON at all", "publish?topic=demo/x", "application/vnd.x+json", "", 400),
                post("a body over the limit", "publish?topic=demo/x", "text/plain", "x".repeat(65_537), 413),
                post("a type with LF", "publish?topic=demo/x&type=a%0Ab", "text/plain", "x", 400),
                post("a type with CR", "publish?topic=demo/x&type=a%0Db", "text/plain", "x", 400),
                post("a type with NUL", "publish?topic=demo/x&type=a%00b", "text/plain", "x", 400),
                post("a type of the kit's own", "publish?topic=demo/x&type=push.open", "text/plain", "x", 400),
                post(
                        "a type that a space would turn into the kit's own",
                        "publish?topic=demo/x&type=%20push.close",
                        "text/plain",
                        "x",
                        400),
                post("a type of EventSource's own", "publish?topic=demo/x&type=error", "text/plain", "x", 400),
                post("multipart", "publish?topic=demo/x", "multipart/form-data; boundary=x", "x", 415),
                post("an unknown charset", "publish?topic=demo/x", "text/plain; charset=no-such", "x", 415),
                post(
                        "a bad line in a batch",
                        "publish",
                        "application/x-ndjson",
                        "{\"topic\":\"demo/x\",\"data\":1}\nno",
                        400),
                post("an empty batch", "publish", "application/x-ndjson", "\n", 400),
                new Mistake(
                        "a compressed body",
                        RawRequest.post(path("publish?topic=demo/x"), "text/plain", "x")
                                .header("Content-Encoding", "gzip"),
                        415),
                new Mistake(
                        "a malformed Last-Event-ID",
                        RawRequest.get(path("sse?topic=a")).header("Last-Event-ID", "no cursor"),
                        400),
                new Mistake(
                        "an endless entity tag",
                        RawRequest.get(path("poll?topic=a")).header("If-None-Match", "\"" + "-".repeat(4_000)),
                        400),
                new Mistake(
                        "a foreign origin",
                        RawRequest.get(path("sse?topic=a")).header("Origin", "https://evil.example"),
                        403),
                new Mistake(
                        "a foreign origin that publishes",
                        RawRequest.post(path("publish?topic=demo/x"), "text/plain", "x")
                                .header("Origin", "null"),
                        403));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isAnsweredByAProblemThatSaysWhatToChange(Mistake mistake) throws IOException {
        try (RawHttp http = RawHttp.connect(push)) {
            RawResponse response = http.send(mistake.request());
            assertThat(response.status()).isEqualTo(mistake.status());
            if (mistake.name().startsWith("a broken escape") && !isProblem(response)) {
                Servers.needs(Ability.LEAVES_QUERIES_ALONE);
            }
            assertThat(isProblem(response)).as("a problem").isTrue();
            assertThat(response.header("Cache-Control")).contains("no-store, no-transform");
            assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
            if (mistake.status() == 405) {
                assertThat(response.header("Allow")).isPresent();
            }
            JsonObject problem =
                    Json.createReader(new StringReader(response.text())).readObject();
            assertThat(problem.getInt("status")).isEqualTo(mistake.status());
            assertThat(problem.getString("detail")).hasSizeGreaterThan(20).doesNotContain("Exception");
        }
    }

    @Test
    void stopsReadingABodyWithoutLengthAtTheLimit() throws IOException {
        try (RawHttp http = RawHttp.connect(push)) {
            http.connection()
                    .write("POST " + path("publish?topic=demo/x") + " HTTP/1.1\r\nHost: " + push.getAuthority()
                            + "\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            for (int i = 0; i < 5; i++) {
                http.connection().write(chunk);
            }
            // The body has no end: whoever waits for it waits for ever.
            byte[] answer = http.connection().in().readNBytes(12);
            assertThat(new String(answer, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void leavesABatchUnpublishedThatHasOneBadLine() throws IOException {
        String good = "{\"topic\":\"demo/atomic\",\"data\":1}";
        try (RawHttp http = RawHttp.connect(push)) {
            assertThat(http.send(RawRequest.post(path("publish"), "application/x-ndjson", good + "\n{}"))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(RawHttp.text(push.resolve("poll?topic=demo/atomic&since=earliest")))
                .contains("\"events\":[]");
    }

    @Test
    void answersBadCommandsOfAWebSocketAndGoesOn() throws IOException {
        try (RawWebSocket socket = RawWebSocket.connect(push.resolve("ws"), Map.of())) {
            for (String bad : List.of(
                    "no json",
                    "[]",
                    "{\"op\":\"dance\",\"ref\":\"r\"}",
                    "{\"op\":\"subscribe\"}",
                    "{\"op\":\"subscribe\",\"topics\":[\"a//b\"]}",
                    "{\"op\":\"subscribe\",\"topics\":[\"a\"],\"since\":\"!\"}",
                    "{\"op\":\"publish\",\"topic\":\"demo/*\",\"data\":1}",
                    "{\"op\":\"publish\",\"topic\":\"demo/x\"}")) {
                socket.text(bad);
                JsonObject answer = Json.createReader(
                                new StringReader(socket.next().orElseThrow()))
                        .readObject();
                assertThat(answer.getString("control")).as(bad).isEqualTo("error");
                assertThat(answer.getInt("code")).as(bad).isEqualTo(400);
            }
            socket.text("{\"op\":\"ping\",\"ref\":\"7\"}");
            assertThat(socket.next().orElseThrow()).contains("\"ok\"").contains("\"7\"");
        }
    }

    @Test
    void closesAWebSocketWhoseMessageIsTooBig() throws IOException {
        try (RawWebSocket socket = RawWebSocket.connect(push.resolve("ws"), Map.of())) {
            try {
                socket.text("{\"op\":\"ping\",\"ref\":\"" + "x".repeat(200_000) + "\"}");
            } catch (IOException cut) {
                // A server may close as soon as it has read the length; what it said before is there to be read.
                LOG.log(System.Logger.Level.DEBUG, "The message was cut off.", cut);
            }
            while (socket.next().isPresent()) {
                assertThat(socket.closeCode()).isEmpty();
            }
            assertThat(socket.closeCode()).hasValue(1009);
        }
    }

    private static Mistake get(String name, String target, int status) {
        return new Mistake(name + " (" + target.split("\\?", 2)[0] + ")", RawRequest.get(path(target)), status);
    }

    private static Mistake post(String name, String target, String type, String body, int status) {
        return new Mistake(name, RawRequest.post(path(target), type, body), status);
    }

    private static boolean isProblem(RawResponse response) {
        return response.header("Content-Type").orElse("").startsWith("application/problem+json");
    }

    private static String path(String target) {
        return push.getRawPath() + target;
    }
}
