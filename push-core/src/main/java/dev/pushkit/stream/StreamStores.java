// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.HubSettings;
import dev.pushkit.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Chooses where streams are kept. */
final class StreamStores {
    private static final int SHARE_OF_HEAP = 4;

    private StreamStores() {}

    static StreamStore open(HubSettings settings) throws IOException {
        String folder = settings.text(Setting.STREAMS_DIR);
        long most = settings.size(Setting.STREAMS_TOTAL_BYTES);
        if (!folder.isEmpty()) {
            FsyncPolicy policy =
                    FsyncPolicy.valueOf(settings.text(Setting.STREAMS_FSYNC).toUpperCase(Locale.ROOT));
            DiskSizes sizes = DiskSizes.keeping(settings.size(Setting.STREAMS_BYTES));
            return FileStore.open(Path.of(folder), policy, most, sizes);
        }
        return new MemoryStore(most > 0 ? most : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }
}
