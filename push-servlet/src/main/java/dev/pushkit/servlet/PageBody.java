// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Page;
import dev.pushkit.stream.ReadBuffer;
import dev.pushkit.stream.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** A part of a stream as it is, or as a JSON array of its messages. */
final class PageBody implements Body {
    private static final int BUFFER = 64 << 10;
    private static final Slice OPENING = Slice.of("[".getBytes(StandardCharsets.US_ASCII));
    private static final Slice CLOSING = Slice.of("]".getBytes(StandardCharsets.US_ASCII));
    // What ends the last message has no place in an array.
    private static final int SEPARATOR = 2;

    private final ByteStream stream;
    private final ReadBuffer buffer = new ReadBuffer(BUFFER);
    private final long end;
    // What memory shares, and the first that a disk gives: it stays though the stream goes, and the answer is whole.
    private final Queue<Slice> held = new ArrayDeque<>();
    private long position;
    private boolean opened;
    private boolean closed;

    /**
     * A body whose bytes are there now.
     *
     * @throws dev.pushkit.stream.StreamException if they are not any more
     */
    PageBody(ByteStream stream, Page page) {
        this.stream = stream;
        position = page.start().position();
        long last = page.end().position();
        end = stream.isJson() && last > position ? last - SEPARATOR : last;
        opened = !stream.isJson();
        closed = opened;
        hold();
    }

    private void hold() {
        long at = position;
        while (at < end) {
            Slice slice = stream.read(at, (int) Math.min(BUFFER, end - at), buffer);
            held.add(slice);
            if (buffer.isUsed()) {
                // A disk has the rest, to be read when it is wanted.
                return;
            }
            at += slice.length();
        }
    }

    /** How many bytes an answer has that brings a part. */
    static long length(ByteStream stream, Page page) {
        long bytes = page.end().position() - page.start().position();
        // Two brackets come, one separator goes.
        return stream.isJson() && bytes == 0 ? SEPARATOR : bytes;
    }

    @Override
    public Slice next() {
        if (!opened) {
            opened = true;
            return OPENING;
        }
        if (position < end) {
            Slice slice = held.isEmpty()
                    ? stream.read(position, (int) Math.min(BUFFER, end - position), buffer)
                    : held.remove();
            position += slice.length();
            return slice;
        }
        if (!closed) {
            closed = true;
            return CLOSING;
        }
        return Slice.EMPTY;
    }

    @Override
    public boolean isOver() {
        return closed && position >= end;
    }

    @Override
    public void await(Runnable wake) {
        throw new IllegalStateException("A page never waits.");
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public void release() {
        // It holds nothing.
    }
}
