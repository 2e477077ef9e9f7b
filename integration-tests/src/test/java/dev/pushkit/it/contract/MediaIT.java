// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large objects, from files and from streams, complete or growing. */
@Shows(Feature.MEDIA)
class MediaIT {
    private static final String OLD = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final int MIB = 1 << 20;
    private static final int LARGE = 64 * MIB;
    // More than what lies in buffers on the way, whatever the container.
    private static final int PIECES = 24;

    private final String stream = "s" + UUID.randomUUID();
    private MediaApplication app;

    @BeforeEach
    void start() throws IOException {
        app = new MediaApplication();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        app.awaitNoOpenFile();
    }

    @Test
    void servesAFileWholeAndInParts() throws IOException {
        byte[] all = Files.readAllBytes(app.file("clip.webm", 300_000));
        try (RawHttp http = app.connect()) {
            RawResponse whole = http.send(app.get("clip.webm"));
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.header("Content-Type")).contains("video/webm");
            assertThat(whole.header("Content-Length")).contains("300000");
            assertThat(whole.header("Accept-Ranges")).contains("bytes");
            assertThat(whole.header("Cache-Control")).contains("no-cache, no-transform");
            assertThat(whole.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox");
            assertThat(whole.body().readAllBytes()).isEqualTo(all);
            RawResponse part = http.send(app.get("clip.webm").header("Range", "bytes=100000-250000"));
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("Content-Range")).contains("bytes 100000-250000/300000");
            assertThat(part.header("Content-Length")).contains("150001");
            assertThat(part.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(all, 100_000, 250_001));
            RawResponse beyond = http.send(app.get("clip.webm").header("Range", "bytes=300000-"));
            assertThat(beyond.status()).isEqualTo(416);
            assertThat(beyond.header("Content-Range")).contains("bytes */300000");
            assertThat(beyond.text()).contains("300000 bytes");
        }
        try (RawHttp http = app.connect()) {
            RawResponse several = http.send(app.get("clip.webm").header("Range", "bytes=0-1,5-6"));
            assertThat(several.status()).isEqualTo(200);
            assertThat(several.body().readAllBytes()).isEqualTo(all);
        }
    }

    @Test
    void answersConditions() throws IOException {
        app.file("clip.webm", 300_000);
        try (RawHttp http = app.connect()) {
            RawResponse head =
                    http.send(RawRequest.of("HEAD", app.path("clip.webm")).header("Range", "bytes=0-1"));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).contains("300000");
            String tag = head.header("ETag").orElseThrow();
            String modified = head.header("Last-Modified").orElseThrow();
            assertThat(tag).startsWith("\"");
            assertThat(status(http, "If-None-Match", tag)).isEqualTo(304);
            assertThat(status(http, "If-None-Match", "W/" + tag)).isEqualTo(304);
            assertThat(status(http, "If-None-Match", "\"other\"")).isEqualTo(206);
            assertThat(status(http, "If-Modified-Since", modified)).isEqualTo(304);
            assertThat(status(http, "If-Modified-Since", OLD)).isEqualTo(206);
            assertThat(status(http, "If-Range", tag)).isEqualTo(206);
            assertThat(status(http, "If-Range", modified)).isEqualTo(206);
            assertThat(status(http, "If-Range", "W/" + tag)).isEqualTo(200);
            assertThat(status(http, "If-Range", "\"other\"")).isEqualTo(200);
            assertThat(status(http, "If-Range", OLD)).isEqualTo(200);
            assertThat(status(http, "If-Match", "\"other\"")).isEqualTo(412);
        }
    }

    private int status(RawHttp http, String header, String value) throws IOException {
        RawResponse response =
                http.send(app.get("clip.webm").header("Range", "bytes=0-1").header(header, value));
        int length = response.body().readAllBytes().length;
        assertThat(response.status() != 206 || length == 2).isTrue();
        return response.status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../secret.txt",
                "%2e%2e/%2e%2e/secret.txt",
                "..%2f..%2fsecret.txt",
                "a%2f..%2f..%2fsecret.txt",
                "..%5c..%5csecret.txt",
                "secret.txt%00.webm",
                "out.txt",
                "out/secret.txt",
                ".hidden",
                "folder",
                "folder/",
                "folder/.hidden",
                "",
                "none"
            })
    void showsNothingBesideTheFilesOfTheFolder(String name) throws IOException {
        Path folder = Wars.mediaFolder();
        app.file("folder/a.txt", 10);
        Files.writeString(folder.resolve(".hidden"), "secret");
        Files.writeString(folder.resolve("folder/.hidden"), "secret");
        Path outside = Files.createDirectories(folder.resolveSibling("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        Files.writeString(folder.resolveSibling("secret.txt"), "secret");
        link(folder.resolve("out.txt"), outside.resolve("secret.txt"));
        link(folder.resolve("out"), outside);
        try (RawHttp http = app.connect()) {
            RawResponse response = http.send(app.get(name).header("Connection", "close"));
            assertThat(response.status()).isBetween(400, 404);
            assertThat(response.text()).doesNotStartWith("secret");
        }
    }

    private static void link(Path link, Path target) throws IOException {
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, target);
        }
    }

    @Test
    void refusesWhatMakesNoSense() throws IOException {
        app.file("clip.webm", 300_000);
        app.create(stream, "application/json", "[1]".getBytes(StandardCharsets.UTF_8));
        assertProblem(app.get(stream), 409, "/streams");
        assertProblem(app.get("clip.webm?from=live"), 400, "leave out from");
        assertProblem(app.get("clip.webm?from=here"), 400, "from=live");
        assertProblem(app.get("clip.webm?rate=0"), 400, "rate");
        assertProblem(app.get("none.webm"), 404, "name");
        assertProblem(RawRequest.of("DELETE", app.path("clip.webm")), 405, "GET");
    }

    // On a connection of its own, since some containers close it then.
    private void assertProblem(RawRequest request, int status, String detail) throws IOException {
        try (RawHttp http = app.connect()) {
            RawResponse response = http.send(request);
            assertThat(response.text()).contains(detail);
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
        }
    }

    @Test
    void servesALargeFileToSeveralWithASlowOneAmongThem() throws Exception {
        Path file = app.file("large.bin", LARGE);
        long expected = sum(Files.readAllBytes(file));
        int fast = 4;
        // The slow one reads a quarter of a mebibyte for each that a fast one has read.
        Semaphore read = new Semaphore(0);
        ExecutorService readers = Executors.newFixedThreadPool(fast + 1);
        try {
            List<Callable<Long>> all = new ArrayList<>();
            all.add(() -> read("large.bin", 64 << 10, MIB / 4, () -> read.tryAcquire(60, TimeUnit.SECONDS)));
            for (int i = 0; i < fast; i++) {
                all.add(() -> read("large.bin", 0, MIB, () -> {
                    read.release();
                    return true;
                }));
            }
            for (Future<Long> sum : readers.invokeAll(all, 90, TimeUnit.SECONDS)) {
                assertThat(sum.get()).isEqualTo(expected);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private long read(String name, int receiveBuffer, int piece, Callable<Boolean> pace) throws Exception {
        try (RawHttp http = receiveBuffer > 0 ? app.connect(receiveBuffer) : app.connect()) {
            RawResponse response = http.send(app.get(name));
            assertThat(response.header("Content-Length")).contains(Integer.toString(LARGE));
            CRC32 sum = new CRC32();
            for (byte[] bytes = response.body().readNBytes(piece);
                    bytes.length > 0;
                    bytes = response.body().readNBytes(piece)) {
                sum.update(bytes);
                assertThat(pace.call()).as("paced").isTrue();
            }
            return sum.getValue();
        }
    }

    private static long sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }

    @Test
    void cutsOffAReaderThatStops() throws IOException {
        app.file("large.bin", LARGE);
        try (RawHttp http = app.connect(64 << 10)) {
            assertThat(http.send(app.get("large.bin")).status()).isEqualTo(200);
            // By the deadline of the application: the connection is still open at this end.
            app.awaitNoOpenFile();
        }
    }

    @Test
    void letsGoOfAFileWhoseReaderLeaves() throws IOException {
        app.file("large.bin", LARGE);
        try (RawHttp http = app.connect(64 << 10)) {
            RawResponse response = http.send(app.get("large.bin"));
            assertThat(response.body().readNBytes(1000)).hasSize(1000);
            http.connection().reset();
        }
        app.awaitNoOpenFile();
    }

    @Test
    void sendsNoFasterThanIsAskedFor() throws IOException {
        app.file("clip.webm", 300_000);
        try (RawHttp http = app.connect()) {
            long start = System.nanoTime();
            byte[] body = http.send(app.get("clip.webm?rate=200000")).body().readAllBytes();
            // But for the burst of 64 KiB.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1_150), Duration.ofSeconds(8));
            assertThat(body).isEqualTo(MediaApplication.bytes(300_000));
        }
    }

    @Test
    void followsAStreamThatGrowsUntilItIsClosed() throws IOException {
        byte[] first = MediaApplication.bytes(1000);
        app.create(stream, "video/webm;codecs=vp8", first);
        try (RawHttp http = app.connect()) {
            RawResponse growing = http.send(app.get(stream).header("Range", "bytes=0-"));
            assertThat(growing.status()).isEqualTo(200);
            assertThat(growing.header("Content-Length")).isEmpty();
            assertThat(growing.header("Content-Type").orElseThrow().replace(" ", ""))
                    .isEqualTo("video/webm;codecs=vp8");
            assertThat(growing.header("Cache-Control")).contains("no-store, no-transform");
            String tag = growing.header("ETag").orElseThrow();
            assertThat(growing.body().readNBytes(1000)).isEqualTo(first);
            for (int length : new int[] {1, 10, 70_000}) {
                app.append(stream, MediaApplication.bytes(length));
                assertThat(growing.body().readNBytes(length)).isEqualTo(MediaApplication.bytes(length));
            }
            app.close(stream);
            assertThat(growing.body().read()).isNegative();
            RawResponse complete = http.send(app.get(stream).header("Range", "bytes=-70000"));
            assertThat(complete.status()).isEqualTo(206);
            assertThat(complete.header("Content-Range")).contains("bytes 1011-71010/71011");
            assertThat(complete.header("ETag")).contains(tag);
            assertThat(complete.body().readAllBytes()).isEqualTo(MediaApplication.bytes(70_000));
            assertThat(http.send(app.get(stream).header("If-None-Match", tag)).status())
                    .isEqualTo(304);
        }
    }

    @Test
    void answersAtOnceWhereAStreamIsStillEmpty() throws IOException {
        app.create(stream, "application/octet-stream", new byte[0]);
        try (RawHttp http = app.connect()) {
            RawResponse growing = http.send(app.get(stream));
            assertThat(growing.status()).isEqualTo(200);
            app.append(stream, MediaApplication.bytes(5));
            assertThat(growing.body().readNBytes(5)).isEqualTo(MediaApplication.bytes(5));
            app.close(stream);
            assertThat(growing.body().read()).isNegative();
        }
    }

    @Test
    void servesPartsOfAStreamThatGrows() throws IOException {
        byte[] bytes = MediaApplication.bytes(1000);
        app.create(stream, "application/octet-stream", bytes);
        try (RawHttp http = app.connect()) {
            RawResponse part = http.send(app.get(stream).header("Range", "bytes=990-2000"));
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("Content-Range")).contains("bytes 990-999/*");
            assertThat(part.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 990, 1000));
            RawResponse head = http.send(RawRequest.of("HEAD", app.path(stream)));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEmpty();
        }
        for (String range : new String[] {"bytes=-5", "bytes=1000-", "bytes=5-2"}) {
            try (RawHttp http = app.connect()) {
                RawResponse refused = http.send(app.get(stream).header("Range", range));
                assertThat(refused.status()).as(range).isEqualTo(416);
                assertThat(refused.header("Content-Range")).isEmpty();
                assertThat(refused.text()).contains("grows");
            }
        }
        try (RawHttp http = app.connect()) {
            RawResponse live = http.send(app.get(stream).header("Range", "bytes=995-9007199254740991"));
            assertThat(live.status()).isEqualTo(206);
            assertThat(live.header("Content-Range")).contains("bytes 995-9007199254740991/*");
            assertThat(live.body().readNBytes(5)).isEqualTo(Arrays.copyOfRange(bytes, 995, 1000));
            app.append(stream, new byte[] {1, 2});
            app.close(stream);
            assertThat(live.body().readAllBytes()).containsExactly(1, 2);
        }
    }

    @Test
    void letsALateJoinerBeginAtTheLiveEdge() throws IOException {
        app.create(stream, "video/mp2t", MediaApplication.bytes(1000));
        try (RawHttp http = app.connect()) {
            RawResponse live = http.send(app.get(stream + "?from=live"));
            assertThat(live.status()).isEqualTo(200);
            assertThat(live.header("Accept-Ranges")).contains("none");
            assertThat(live.body().readNBytes(60))
                    .isEqualTo(Arrays.copyOfRange(MediaApplication.bytes(1000), 940, 1000));
            app.append(stream, new byte[] {7});
            assertThat(live.body().read()).isEqualTo(7);
            app.close(stream);
            assertThat(live.body().read()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cutsAnAnswerWhoseStreamIsDeletedMeanwhile(boolean complete) throws IOException {
        app.create(stream, "application/octet-stream", new byte[0]);
        for (int i = 0; i < PIECES; i++) {
            app.append(stream, new byte[MIB]);
        }
        if (complete) {
            app.close(stream);
        }
        try (RawHttp http = app.connect(64 << 10)) {
            RawResponse response = http.send(app.get(stream));
            assertThat(response.header("Content-Length").isPresent()).isEqualTo(complete);
            assertThat(response.body().readNBytes(MIB)).hasSize(MIB);
            app.delete(stream);
            Servers.needs(complete ? Ability.CUTS_SHORT_ANSWERS : Ability.CUTS_CHUNKED_ANSWERS);
            assertThatThrownBy(() -> response.body().readNBytes(PIECES * MIB))
                    .as("what does not look complete")
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        try (RawHttp http = app.connect()) {
            assertThat(http.send(app.get(stream)).status()).isEqualTo(404);
        }
    }

    @Test
    void endsAnAnswerWhoseStreamIsDeletedAtItsTail() throws IOException {
        app.create(stream, "application/octet-stream", new byte[] {1});
        try (RawHttp http = app.connect()) {
            RawResponse growing = http.send(app.get(stream));
            assertThat(growing.body().read()).isEqualTo(1);
            app.delete(stream);
            assertThat(growing.body().read()).isNegative();
        }
    }
}
