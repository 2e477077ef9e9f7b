// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.HubSettings;
import dev.pushkit.Setting;

/** Chooses where streams are kept. */
final class StreamStores {
    private static final int SHARE_OF_HEAP = 4;

    private StreamStores() {}

    static StreamStore open(HubSettings settings) {
        long most = settings.size(Setting.STREAMS_TOTAL_BYTES);
        return new MemoryStore(most > 0 ? most : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }
}
