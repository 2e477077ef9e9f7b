// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushkit.it.browser.SampleServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large objects with many readers: every byte arrives, and the server's memory does not grow with them. */
@Tag("streams")
class LargeObjectsIT {
    // With -Pfull at full size: 64 MiB for 200 readers, and 1 GiB for 4.
    private static final int SHARE = Integer.getInteger("it.large.share", 8);
    private static final long OBJECT = (64L << 20) / SHARE;
    private static final int READERS = 200 / SHARE;
    private static final long HUGE = (1L << 30) / SHARE;
    private static final int FEW = 4;
    private static final long MOST_GROWTH = 64L << 20;
    private static final Duration SLOWEST = Duration.ofSeconds(80 / SHARE);
    private static final int ROUNDS = 5;
    // All there from the start: what a heap that nobody has filled yet takes up later is no growth.
    private static final String[] HEAP = {"-Xms160m", "-Xmx160m", "-XX:+AlwaysPreTouch"};

    @TempDir
    Path folder;

    @BeforeEach
    void needsToSeeTheServersMemory() {
        assumeTrue(ResidentMemory.isKnown(), "this system does not tell what memory a process has");
    }

    @Test
    void reachManyReadersWithoutMemoryForEach() throws Exception {
        Path media = Files.createDirectory(folder.resolve("media"));
        LargeObject object = LargeObject.write(media.resolve("object.bin"), OBJECT);
        LargeObject huge = LargeObject.write(media.resolve("huge.bin"), HUGE);
        Map<String, String> settings = Map.of(
                "push.media.dir", media.toString(),
                "push.streams.dir", folder.resolve("streams").toString());
        try (SampleServer server = SampleServer.start(settings, HEAP);
                ResidentMemory memory = ResidentMemory.watch(server.pid())) {
            URI stream = upload(server, object);
            URI file = server.push().resolve("media/object.bin");
            // Code is compiled, and buffers that are for all are there.
            ObjectReaders.read(file, object, READERS, 0, Duration.ZERO);
            ObjectReaders.read(stream, object, READERS, 0, Duration.ZERO);
            long before = memory.now();
            memory.peak();
            ObjectReaders.read(file, object, READERS - READERS / 10, READERS / 10, SLOWEST);
            ObjectReaders.read(stream, object, READERS - READERS / 10, READERS / 10, SLOWEST);
            ObjectReaders.read(server.push().resolve("media/huge.bin"), huge, FEW, 0, Duration.ZERO);
            long growth = memory.peak() - before;
            System.out.printf(
                    "%d MiB x %d readers and %d MiB x %d: the server grew by %d MiB from %d MiB%n",
                    OBJECT >> 20, READERS, HUGE >> 20, FEW, growth >> 20, before >> 20);
            assertThat(growth).isLessThan(MOST_GROWTH);
        }
    }

    @Test
    void showHowFastTheyAreBesideTheServersOwnFiles() throws Exception {
        Path media = Files.createDirectory(folder.resolve("media"));
        LargeObject object = LargeObject.write(media.resolve("object.bin"), OBJECT);
        try (SampleServer server = SampleServer.start(Map.of("push.media.dir", media.toString()), HEAP)) {
            URI kit = server.push().resolve("media/object.bin");
            URI own = server.publish(object.file());
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) {
                double ours = ObjectReaders.read(kit, object, READERS, 0, Duration.ZERO)
                        .toNanos();
                double theirs = ObjectReaders.read(own, object, READERS, 0, Duration.ZERO)
                        .toNanos();
                if (round > 0) {
                    ratios.add(theirs / ours);
                }
            }
            ratios.sort(null);
            System.out.printf(
                    "%d MiB x %d readers: throughput of the kit, where the server's own files are 1: %.2f (%s)%n",
                    OBJECT >> 20, READERS, ratios.get(ROUNDS / 2), ratios);
        }
    }

    private static URI upload(SampleServer server, LargeObject object) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(server.push().resolve("streams/demo/object"))
                .header("Content-Type", "application/octet-stream")
                .header("Stream-Closed", "true")
                // Of unknown length, so that it is appended as it comes.
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofFile(object.file())))
                .build();
        // Of HTTP/2 this client would first ask in clear text, and break such a body off.
        assertThat(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(put, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
        return server.push().resolve("media/demo/object");
    }
}
