// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits bytes into lines that end in CR, LF or CRLF, however the bytes are cut up.
 *
 * <p>For one thread.
 */
final class LineSplitter {
    private static final int MAX_LINE = 16 * 1024 * 1024;

    private final Consumer<String> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterReturn;

    LineSplitter(Consumer<String> sink) {
        this.sink = sink;
    }

    /**
     * Takes bytes and hands on the lines that they complete.
     *
     * @param bytes an array that holds them
     * @param offset the first
     * @param length how many
     */
    void feed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '\r' || b == '\n') {
                // The LF of a CRLF ends nothing more.
                if (b == '\r' || !afterReturn) {
                    sink.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                }
            } else if (line.size() == MAX_LINE) {
                throw new IllegalStateException("A line of more than " + MAX_LINE + " bytes");
            } else {
                line.write(b);
            }
            afterReturn = b == '\r';
        }
    }
}
