// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.StreamException;
import dev.pushkit.stream.StreamException.Reason;
import java.util.List;
import java.util.Optional;

/** Finds where somebody who joins late can begin: a decoder needs a header first, and then a keyframe. */
final class LiveEdge {
    private static final int TRANSPORT_PACKET = 188;

    private LiveEdge() {}

    /**
     * What to send to who joins now.
     *
     * @param tail where the stream ends
     * @return one span or two, the last without an end
     */
    static List<Span> find(ByteStream stream, long tail) {
        Excerpts excerpts = new Excerpts(stream, tail);
        return switch (MediaType.parse(stream.contentType()).name()) {
            case "video/webm", "audio/webm", "video/x-matroska", "audio/x-matroska" ->
                spans(excerpts, new Webm(excerpts));
            case "video/mp4", "audio/mp4" -> spans(excerpts, new FragmentedMp4(excerpts));
            case "video/mp2t" -> List.of(Span.from(tail - tail % TRANSPORT_PACKET));
            default -> List.of(Span.from(tail));
        };
    }

    // Where there is nothing else to begin with, the beginning may do.
    private static List<Span> spans(Excerpts excerpts, Container container) {
        try {
            long header = container.headerEnd();
            Optional<Long> start = header > 0 ? excerpts.last(header, container::isStart) : Optional.empty();
            return start.map(from -> List.of(new Span(0, header), Span.from(from)))
                    .orElse(List.of(Span.from(0)));
        } catch (StreamException e) {
            if (e.reason() == Reason.EVICTED) {
                return List.of(Span.from(0));
            }
            throw e;
        }
    }

    /** A format in which a header is followed by parts that stand for themselves. */
    interface Container {
        /** The place after all that every decoder needs; 0 where that is not there. */
        long headerEnd();

        /** Whether a part begins at a place of an excerpt, and decoders can begin with it. */
        boolean isStart(Excerpt excerpt, int index);
    }
}
