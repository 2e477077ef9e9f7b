// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void keepsAllThatWasAppendedBeforeItWasFull() throws Exception {
        assumeThat(Path.of("/bin/sh")).exists();
        Path streams = folder.resolve("streams");
        Path errors = folder.resolve("errors");
        List<String> lines = new ArrayList<>();
        // Of half a kibibyte each.
        List<String> shell = List.of("/bin/sh", "-c", "ulimit -f 1000 && exec \"$@\"", "sh");
        try (OtherProcess writer = OtherProcess.start(shell, CrampedWriter.class, errors, streams.toString())) {
            for (String line = writer.line(); line != null; line = writer.line()) {
                lines.add(line);
            }
            assertThat(writer.exit()).as(Files.readString(errors)).isZero();
        }

        assertThat(lines).hasSize(7);
        assertThat(lines.subList(0, 6)).allMatch(line -> line.contains("is full") && line.contains("delete streams"));
        try (FileStore store = FileStore.open(streams, FsyncPolicy.ALWAYS, 0)) {
            StreamLog log = store.recover().get(0);
            assertThat(log.state().isClosed()).isTrue();
            assertThat(log.state().tail())
                    .isEqualTo(Long.parseLong(lines.get(6)))
                    .isEqualTo(Files.size(streams.resolve("a1/0000000000000000")))
                    .isIn(500L * 1_024, 1_000L * 1_024);
            long position = 0;
            for (int count = 100_000; count > 0; count /= 10) {
                while (position + count <= log.state().tail()) {
                    assertThat(LogBytes.read(log, position, position + count))
                            .isEqualTo(LogBytes.random(count, position));
                    position += count;
                }
            }
        }
    }

    @Test
    void isToldFromOtherFailures() {
        for (String reason : List.of("No space left on device", "Disk quota exceeded", "File too large")) {
            IOException failure = new IOException(reason);
            assertThat(FullDisk.named(failure, folder))
                    .isInstanceOf(StorageFullException.class)
                    .hasCause(failure);
            assertThat(FullDisk.named(new FileSystemException("file", null, reason), folder))
                    .isInstanceOf(StorageFullException.class);
        }
        IOException other = new IOException("Input/output error");
        assertThat(FullDisk.named(other, folder)).isSameAs(other);
    }
}
