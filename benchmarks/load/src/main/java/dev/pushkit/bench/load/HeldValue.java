// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A header's value that one poll leaves to the next, in bytes that are used again. Not thread-safe. */
final class HeldValue {
    private byte[] bytes = new byte[64];
    private int length;

    void set(byte[] in, int from, int to) {
        length = to - from;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        System.arraycopy(in, from, bytes, 0, length);
    }

    boolean isEmpty() {
        return length == 0;
    }

    void write(ByteBuffer out) {
        out.put(bytes, 0, length);
    }
}
