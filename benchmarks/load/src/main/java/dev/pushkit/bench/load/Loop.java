// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The one thread's selector, and the buffers that all of its connections use in turn. Not thread-safe. */
final class Loop implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    /** The selector cannot wait for less than a millisecond, so the rest of a wait is slept away in pieces. */
    private static final long NAP = TimeUnit.MICROSECONDS.toNanos(100);

    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private long readAt;

    Loop() throws IOException {}

    Selector selector() {
        return selector;
    }

    /** Empty, to read into. */
    ByteBuffer in() {
        return in.clear();
    }

    /** Empty, to put a message into that is sent at once. */
    ByteBuffer out() {
        return out.clear();
    }

    /** What was read into {@link #in}, where it can be looked at quickly; it is valid until the next read. */
    byte[] take() {
        readAt = System.nanoTime();
        in.flip();
        in.get(bytes, 0, in.remaining());
        return bytes;
    }

    /** When the bytes in hand were read. */
    long readAt() {
        return readAt;
    }

    /** Handles what is ready, and waits for it until the given time at most. */
    void turn(long until) {
        try {
            long left = until - System.nanoTime();
            if (left >= MILLISECOND) {
                selector.select(Loop::dispatch, left / MILLISECOND);
            } else if (selector.selectNow(Loop::dispatch) == 0 && left > 0) {
                LockSupport.parkNanos(Math.min(left, NAP));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dispatch(SelectionKey key) {
        ((Connection) key.attachment()).ready();
    }

    void run(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            turn(end);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
