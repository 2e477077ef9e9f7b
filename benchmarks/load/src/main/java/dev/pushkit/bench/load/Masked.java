// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.nio.ByteBuffer;

/** Writes the short frames of a WebSocket client, which have to be masked. */
final class Masked {
    private static final int SHORT = 126;
    private static final int MASK = 0x12345678;

    private Masked() {}

    static void write(ByteBuffer out, int opcode, byte[] data) {
        if (data.length >= SHORT) {
            throw new IllegalArgumentException("Only short messages are sent.");
        }
        out.put((byte) (0x80 | opcode)).put((byte) (0x80 | data.length)).putInt(MASK);
        for (int i = 0; i < data.length; i++) {
            out.put((byte) (data[i] ^ (MASK >>> (24 - 8 * (i & 3)))));
        }
    }
}
