// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.Append;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Created;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.StreamOptions;
import dev.pushkit.stream.Streams;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Creates a stream with a body that comes whole or piece by piece (Durable Streams, section 5.1). */
final class StreamCreation implements PieceByPiece.Use {
    private final Streams streams;
    private final String name;
    private final StreamOptions options;
    private final String location;
    // Once its first piece has come: what follows is for no other stream of the name.
    private ByteStream stream;

    StreamCreation(Streams streams, String name, StreamOptions options, String location) {
        this.streams = streams;
        this.name = name;
        this.options = options;
        this.location = location;
    }

    void whole(Slice body, HttpServletResponse response) {
        answer(streams.create(name, options, body), response);
    }

    @Override
    public void first(Slice piece) {
        StreamOptions open =
                new StreamOptions(options.contentType(), options.ttl(), options.expiresAt(), false, options.fork());
        Created created = streams.create(name, open, piece);
        if (!created.isNew()) {
            throw new ProblemException(
                    409, "There is such a stream already, and the body would be lost: append it with POST.");
        }
        stream = created.stream();
    }

    @Override
    public void next(Slice piece) {
        streams.append(stream, PieceAppend.of(piece, Optional.empty(), Optional.empty()));
    }

    @Override
    public void end(boolean any, HttpServletResponse response) {
        if (!any) {
            whole(Slice.EMPTY, response);
            return;
        }
        if (options.closed()) {
            streams.append(stream, Append.end());
        } else {
            streams.settle(stream);
        }
        answer(new Created(stream, true), response);
    }

    private void answer(Created created, HttpServletResponse response) {
        created.stream().touch();
        StreamAnswer.described(created.stream(), response);
        if (created.isNew()) {
            response.setHeader("Location", location);
        }
        response.setStatus(created.isNew() ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_OK);
    }
}
