// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.client.SwarmListener;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Watches for a mark that nobody who has left may see. */
final class LateBytes implements SwarmListener {
    static final String MARK = "published-too-late";

    // The end of what each connection got before, for a mark that comes in two reads; the swarm's thread's alone.
    private final Map<Integer, String> rests = new HashMap<>();
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong bytesBefore = new AtomicLong(-1);

    @Override
    public void received(SwarmConnection connection, byte[] read, int length) {
        bytes.addAndGet(length);
        String text =
                rests.getOrDefault(connection.index(), "") + new String(read, 0, length, StandardCharsets.ISO_8859_1);
        if (text.contains(MARK)) {
            seen.incrementAndGet();
        }
        rests.put(connection.index(), text.substring(Math.max(0, text.length() - MARK.length() + 1)));
    }

    int seen() {
        return seen.get();
    }

    /** Whether nothing has come since the last call. */
    boolean isQuiet() {
        long now = bytes.get();
        return bytesBefore.getAndSet(now) == now;
    }
}
