// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The numbered payload {@code {"seq":N,"t":NANOS,"pad":"xxx"}} of a fixed size. Not thread-safe. */
final class Payload {
    static final byte[] START = ascii("{\"seq\":");
    static final byte[] TIME = ascii(",\"t\":");
    static final byte[] PAD = ascii(",\"pad\":\"");
    static final byte[] END = ascii("\"}");
    /** The longest a payload may be by its numbers alone. */
    static final int SMALLEST = 64;

    private final int size;
    private final byte[] padding;
    private final byte[] digits = new byte[20];

    Payload(int size) {
        this.size = Math.max(size, SMALLEST);
        padding = "x".repeat(this.size).getBytes(StandardCharsets.US_ASCII);
    }

    int size() {
        return size;
    }

    void write(ByteBuffer out, long seq, long due) {
        int end = out.position() + size;
        out.put(START);
        number(out, seq);
        out.put(TIME);
        number(out, due);
        out.put(PAD);
        out.put(padding, 0, end - END.length - out.position());
        out.put(END);
    }

    private void number(ByteBuffer out, long number) {
        int at = digits.length;
        long rest = number;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        out.put(digits, at, digits.length - at);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
