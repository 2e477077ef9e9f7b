// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.nio.file.Path;

/** Appends to a stream until there is no room for more, and says what it could. */
final class CrampedWriter {
    private CrampedWriter() {}

    public static void main(String[] arguments) throws IOException {
        try (FileStore store = FileStore.open(Path.of(arguments[0]), FsyncPolicy.ALWAYS, 0)) {
            StreamLog log = store.create(LogBytes.header("a1"));
            // Large ones, then smaller ones in the room that is left.
            for (int count = 100_000; count > 0; count /= 10) {
                fill(log, count);
            }
            LogBytes.close(log);
            System.out.println(log.state().tail());
        }
    }

    private static void fill(StreamLog log, int count) throws IOException {
        while (true) {
            try {
                LogBytes.append(log, LogBytes.random(count, log.state().tail()));
            } catch (StorageFullException e) {
                System.out.println(e.getMessage());
                return;
            }
        }
    }
}
