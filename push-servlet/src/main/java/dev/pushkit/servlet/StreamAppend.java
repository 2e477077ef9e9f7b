// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import dev.pushkit.stream.Append;
import dev.pushkit.stream.Appended;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.ProducerMark;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.Streams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Appends a body that comes whole or piece by piece (Durable Streams, section 5.2). */
final class StreamAppend implements PieceByPiece.Use {
    private final Streams streams;
    private final ByteStream stream;
    private final Optional<String> contentType;
    private final Optional<ProducerMark> producer;
    private final Optional<String> sequence;
    private final boolean closes;

    StreamAppend(Streams streams, ByteStream stream, HttpServletRequest request) {
        this.streams = streams;
        this.stream = stream;
        contentType = StreamHeaders.contentType(request);
        producer = StreamHeaders.producer(request);
        sequence = StreamHeaders.sequence(request);
        closes = StreamHeaders.closes(request);
    }

    /** Whether a repeat is to be harmless, for which a body has to be whole. */
    boolean isIdempotent() {
        return producer.isPresent();
    }

    void whole(Slice body, HttpServletResponse response) {
        if (body.length() > 0) {
            checkTyped();
        }
        StreamAnswer.appended(
                streams.append(stream, new Append(body, contentType, producer, sequence, closes, false)),
                body.length() > 0,
                response);
    }

    @Override
    public void first(Slice piece) {
        checkTyped();
        streams.append(stream, PieceAppend.of(piece, contentType, sequence));
    }

    @Override
    public void next(Slice piece) {
        streams.append(stream, PieceAppend.of(piece, contentType, Optional.empty()));
    }

    @Override
    public void end(boolean any, HttpServletResponse response) {
        if (!any) {
            whole(Slice.EMPTY, response);
        } else if (closes) {
            StreamAnswer.appended(streams.append(stream, Append.end()), true, response);
        } else {
            StreamAnswer.appended(new Appended(streams.settle(stream), false, false, Optional.empty()), true, response);
        }
    }

    private void checkTyped() {
        if (contentType.isEmpty()) {
            throw new InvalidInputException("There is no Content-Type: send that of the stream.");
        }
    }
}
