// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Offset;
import dev.pushkit.stream.ReadBuffer;
import java.util.List;
import java.util.Optional;

/** A stream as an object: of unknown length while it grows, and like a file once it is closed. */
final class MediaStream implements MediaObject {
    // Only streams on disk are copied into it.
    private static final int BUFFER = 64 << 10;

    private final ByteStream stream;
    private final Extent extent;

    MediaStream(ByteStream stream) {
        this.stream = stream;
        // In this order: a stream that is closed has its last tail.
        boolean closed = stream.isClosed();
        this.extent = new Extent(stream.tail().position(), closed);
    }

    @Override
    public String contentType() {
        return stream.contentType();
    }

    @Override
    public String cacheControl() {
        return extent.complete() ? "no-cache, no-transform" : "no-store, no-transform";
    }

    // It only ever appends, so all that one incarnation has sent stays true.
    @Override
    public Validators validators() {
        return new Validators(stream.id(), true, Optional.empty());
    }

    @Override
    public Extent extent() {
        return extent;
    }

    @Override
    public Body body(Part part) {
        long last = part.isEndless() ? extent.tail() : part.end() - 1;
        if (!isKept(part.first(), last)) {
            throw evicted();
        }
        return body(List.of(new Span(part.first(), part.end())));
    }

    /** What somebody who joins now gets: what decoders need first, and then the newest from where they can begin. */
    Body liveBody() {
        List<Span> spans = LiveEdge.find(stream, extent.tail());
        Span first = spans.get(0);
        if (first.first() < extent.tail()
                && !isKept(first.first(), first.isEndless() ? extent.tail() : first.end() - 1)) {
            throw new ProblemException(
                    410, "What the live edge needs is kept no more: wait for the next keyframe, and join again.");
        }
        return body(spans);
    }

    private Body body(List<Span> spans) {
        return new SpanBody(stream, spans, new ReadBuffer(BUFFER));
    }

    // Beside what it begins with, a stream has lost all or nothing below one place.
    private boolean isKept(long first, long last) {
        long earliest = stream.earliest().position();
        return first >= earliest || (last < earliest && stream.isKept(new Offset(last)));
    }

    private static ProblemException evicted() {
        return new ProblemException(
                410, "A part of what is asked for is kept no more: join at the newest, with ?from=live.");
    }

    @Override
    public void close() {
        // A stream is shared: there is nothing to let go of.
    }
}
