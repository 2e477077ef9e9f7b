// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter in front compresses everything: events arrive at once, or the answer says why not. */
@Shows(Feature.GZIP_FILTER)
class GzipFilterIT {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    // Heartbeats are 15 s apart, so nothing else can have pushed the event out.
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @Test
    void thatFlushesLetsEventsThroughAtOnce() throws Exception {
        TestBed bed = TestBed.of(App.FLUSHING_FILTER);
        for (String path : new String[] {"sse", "stream"}) {
            readsAsItHappens(bed.push(), path);
        }
        assertThat(bed.server().orElseThrow().log().text())
                .contains("encodes this answer")
                .contains(FlushingGzipFilter.class.getName());
        assertPolls(bed.push());
    }

    @Test
    void thatHoardsIsNamedInTheAnswerAndInTheLog() throws Exception {
        TestBed bed = TestBed.of(App.HOARDING_FILTER);
        for (String path : new String[] {"sse", "stream"}) {
            HttpResponse<InputStream> refused = get(bed.push().resolve(path + "?topic=demo/x"));
            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(text(refused).strip())
                    .startsWith("{")
                    .contains(HoardingGzipFilter.class.getName())
                    .contains("/poll works");
        }
        assertThat(bed.server().orElseThrow().log().text()).contains("keeps what is flushed");
        // A client of another test that has gone is noticed by two heartbeats.
        Awaitility.await("no connection is left").atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(
                        RawHttp.text(bed.push().resolve("health")))
                .doesNotContain("\"sse\"")
                .doesNotContain("\"stream\""));
        assertPolls(bed.push());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sse", "stream"})
    void isNoneForClientsThatTakeNoCompression(String path) throws Exception {
        URI push = TestBed.of(App.HOARDING_FILTER).push();
        HttpRequest plain = HttpRequest.newBuilder(push.resolve(path + "?topic=demo/x"))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<InputStream> open = CLIENT.send(plain, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = open.body()) {
            assertThat(open.statusCode()).isEqualTo(200);
            assertThat(body.read()).isPositive();
        }
    }

    private static void readsAsItHappens(URI push, String path)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        HttpResponse<InputStream> open = get(push.resolve(path + "?topic=demo/x"));
        assertThat(open.statusCode()).isEqualTo(200);
        try (InputStream events = new GZIPInputStream(open.body());
                Publisher publisher = Publisher.connect(push)) {
            await(events, "\"open\"");
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                publisher.publish("demo/x", "now " + i);
                await(events, "now " + i);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(AT_ONCE);
            }
        }
    }

    private static void assertPolls(URI push) throws Exception {
        try (Publisher publisher = Publisher.connect(push)) {
            String cursor = publisher.publish("demo/x", "first");
            CompletableFuture<String> held =
                    CompletableFuture.supplyAsync(() -> poll(push, "&wait=20&since=" + cursor));
            // The poll is held now, or it will find the event when it comes: either way this is its answer.
            publisher.publish("demo/x", "second");
            assertThat(held.get(5, TimeUnit.SECONDS)).contains("\"second\"");
            assertThat(poll(push, "&since=" + cursor)).contains("\"second\"");
            assertThat(poll(push, "&wait=1")).contains("\"events\":[]");
        }
    }

    private static String poll(URI push, String query) {
        try {
            HttpResponse<InputStream> answer = get(push.resolve("poll?topic=demo/x" + query));
            assertThat(answer.statusCode()).isEqualTo(200);
            return text(answer);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // Byte by byte: whatever reads ahead waits for more than has come.
    private static void await(InputStream events, String wanted) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            StringBuilder line = new StringBuilder();
            int next = events.read();
            while (next >= 0 && line.indexOf(wanted) < 0) {
                line.append((char) next);
                if (next == '\n') {
                    line.setLength(0);
                }
                next = line.indexOf(wanted) < 0 ? events.read() : next;
            }
            assertThat(line.toString()).contains(wanted);
        });
    }

    private static HttpResponse<InputStream> get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<InputStream> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        return answer;
    }

    private static String text(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = new GZIPInputStream(answer.body())) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
