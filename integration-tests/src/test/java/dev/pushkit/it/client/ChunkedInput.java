// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Takes the chunked transfer coding off a body. For one thread. */
final class ChunkedInput extends InputStream {
    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("Cut within a chunk");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (!first && !RawResponse.line(in).isEmpty()) {
            throw new IOException("A chunk is longer than its size");
        }
        first = false;
        String size = RawResponse.line(in).replaceFirst(";.*", "").strip();
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new IOException("No chunk size: " + size);
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
            for (String trailer = RawResponse.line(in); !trailer.isEmpty(); ) {
                trailer = RawResponse.line(in);
            }
        }
    }
}
