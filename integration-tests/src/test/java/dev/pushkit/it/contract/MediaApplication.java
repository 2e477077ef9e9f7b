// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.awaitility.Awaitility.await;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** The application with files and streams, and what a test does to both. */
final class MediaApplication {
    private final TestBed bed;

    MediaApplication() throws IOException {
        bed = TestBed.of(App.MEDIA);
    }

    RawHttp connect() throws IOException {
        return RawHttp.connect(bed.base());
    }

    RawHttp connect(int receiveBuffer) throws IOException {
        return RawHttp.connect(bed.base(), receiveBuffer);
    }

    String path(String name) {
        return bed.push().getRawPath() + "media/" + name;
    }

    RawRequest get(String name) {
        return RawRequest.get(path(name));
    }

    /** A file of any bytes, as old as one that will not change any more. */
    Path file(String name, int length) throws IOException {
        Path file = Wars.mediaFolder().resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes(length));
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        }
        return file;
    }

    /** The same bytes for the same length. */
    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    void create(String name, String type, byte[] bytes) throws IOException {
        change("create&" + name + '&' + type, bytes);
    }

    void append(String name, byte[] bytes) throws IOException {
        change("append&" + name, bytes);
    }

    void close(String name) throws IOException {
        change("close&" + name, new byte[0]);
    }

    void delete(String name) throws IOException {
        change("delete&" + name, new byte[0]);
    }

    private void change(String query, byte[] bytes) throws IOException {
        String target = bed.base().getRawPath() + "own/streams?" + query;
        try (RawHttp http = connect()) {
            RawResponse response = http.send(RawRequest.post(target, "application/octet-stream", bytes));
            if (response.status() != 200) {
                throw new IOException(query + " was answered by " + response.status() + ": " + response.text());
            }
        }
    }

    /** Waits until the server has no file of the folder open. */
    void awaitNoOpenFile() {
        Path folder = Wars.mediaFolder();
        await("no file left open")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .until(() -> bed.server().orElseThrow().jvm().openFiles(folder) == 0);
    }
}
