// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads and writes at positions, in pieces: the JDK keeps a buffer as large as the largest piece for each thread. */
final class ChannelBytes {
    static final int PIECE = 64 << 10;

    private ChannelBytes() {}

    /**
     * Writes all of a buffer.
     *
     * @return the position after it
     */
    static long write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + PIECE));
            at += channel.write(bytes, at);
        }
        return at;
    }

    /**
     * Fills a buffer.
     *
     * @return the position after it
     */
    static long read(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + PIECE));
            int count = channel.read(bytes, at);
            if (count < 0) {
                throw new EOFException("The stream's file is shorter than it was.");
            }
            at += count;
        }
        return at;
    }
}
