// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileLogTest extends StreamLogContract {
    @TempDir
    Path folder;

    @Override
    StreamStore open() throws IOException {
        return FileStore.open(folder, FsyncPolicy.NEVER, ROOM, new DiskSizes(50_000, 2_000, 3));
    }
}
