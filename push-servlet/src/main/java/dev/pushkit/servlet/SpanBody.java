// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.ReadBuffer;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.Waiter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Spans of a stream, one after the other; where the last has no end, what is appended meanwhile too. */
final class SpanBody implements Body {
    private final ByteStream stream;
    private final ReadBuffer buffer;
    private final boolean live;
    // Both owned by the one thread that is at it.
    private final Deque<Span> later;
    private Span span;
    // Guarded by this: it may be released by another thread.
    private Waiter waiter;
    private boolean released;

    SpanBody(ByteStream stream, List<Span> spans, ReadBuffer buffer) {
        this.stream = stream;
        this.buffer = buffer;
        this.later = new ArrayDeque<>(spans);
        this.span = later.remove();
        this.live = spans.get(spans.size() - 1).isEndless();
    }

    @Override
    public Slice next() {
        while (span.isEmpty() && !later.isEmpty()) {
            span = later.remove();
        }
        int most = (int) Math.min(buffer.size(), span.length());
        Slice slice = stream.read(span.first(), most, buffer);
        if (slice.length() > 0) {
            span = span.after(slice.length());
            // Who watches it uses it.
            stream.touch();
        }
        return slice;
    }

    @Override
    public boolean isOver() {
        if (!later.isEmpty()) {
            return false;
        }
        // In this order: the tail that counts is the one after the end was told.
        boolean ended = stream.isClosed() || stream.isDeleted();
        return span.isEmpty() || (ended && span.first() >= stream.tail().position());
    }

    @Override
    public synchronized void await(Runnable wake) {
        if (released) {
            return;
        }
        forget();
        waiter = stream.await(span.first(), wake);
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public synchronized void release() {
        released = true;
        forget();
    }

    private void forget() {
        if (waiter != null) {
            waiter.cancel();
            waiter = null;
        }
    }
}
