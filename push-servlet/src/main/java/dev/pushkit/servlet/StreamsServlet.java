// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Action;
import dev.pushkit.DeniedException;
import dev.pushkit.Identity;
import dev.pushkit.Setting;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.StreamName;
import dev.pushkit.stream.StreamOptions;
import dev.pushkit.stream.Streams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Creates, fills, reads and ends streams over HTTP, by the Durable Streams protocol. Thread-safe. */
public final class StreamsServlet extends PushServlet {
    private static final long serialVersionUID = 1L;
    // So little comes with the headers, as a rule.
    private static final int SMALL = 8 << 10;

    private final transient StreamsContext context;
    private final transient StreamRead reads;
    private final transient WholeBody.Budget budget;

    StreamsServlet(StreamsContext context, OriginPolicy origins) {
        super(context.context(), origins, "GET, HEAD, PUT, POST, DELETE, OPTIONS");
        this.context = context;
        reads = new StreamRead(context);
        budget = new WholeBody.Budget(settings().size(Setting.STREAMS_BODIES_BYTES));
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = name(request);
        Streams streams = context.streams();
        switch (request.getMethod()) {
            case "PUT" -> create(streams, name, request, response);
            case "POST" -> append(streams, name, request, response);
            case "DELETE" -> {
                allow(Action.PUBLISH, name, request);
                streams.delete(name);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                allow(Action.SUBSCRIBE, name, request);
                boolean forAll = hub().allows(Action.SUBSCRIBE, new StreamName(name).topic(), Identity.ANONYMOUS);
                reads.handle(streams.read(name), forAll, request, response);
            }
        }
    }

    @Override
    void head(HttpServletRequest request, HttpServletResponse response) {
        String name = name(request);
        allow(Action.SUBSCRIBE, name, request);
        StreamAnswer.described(context.streams().get(name), response);
    }

    private void create(Streams streams, String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        allow(Action.PUBLISH, name, request);
        StreamOptions options = StreamHeaders.options(request, request.getContextPath() + request.getServletPath());
        options.fork().ifPresent(fork -> allow(Action.SUBSCRIBE, fork.source().text(), request));
        StreamCreation creation = new StreamCreation(
                streams, name, options, request.getRequestURL().toString());
        boolean json = options.contentType().filter(ByteStream::isJson).isPresent()
                || options.fork().isPresent();
        take(json, creation, creation::whole, request, response);
    }

    private void append(Streams streams, String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        allow(Action.PUBLISH, name, request);
        // Refuses early what there is no stream for.
        ByteStream stream = streams.get(name);
        StreamAppend append = new StreamAppend(streams, stream, request);
        take(stream.isJson() || append.isIdempotent(), append, append::whole, request, response);
    }

    private void take(
            boolean whole,
            PieceByPiece.Use pieces,
            WholeBody.Use use,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        refuseEncoded(request);
        long length = request.getContentLengthLong();
        int most = settings().count(Setting.STREAMS_APPEND_BYTES);
        if (length < 0 && !whole) {
            read(new PieceByPiece(pieces), false, request, response);
            return;
        }
        if (length > most) {
            throw WholeBody.tooLarge(most);
        }
        read(new WholeBody(most, budget, use), length >= 0 && length <= SMALL, request, response);
    }

    private void read(Intake intake, boolean small, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Duration deadline = settings().duration(Setting.STREAMS_BODY_DEADLINE);
        BodyReader.read(intake, small, context.bodies(), deadline, request, response);
    }

    private void allow(Action action, String name, HttpServletRequest request) {
        try (RequestIdentity who = new RequestIdentity(request, settings())) {
            if (!hub().allows(action, new StreamName(name).topic(), who.identity())) {
                throw new DeniedException((action == Action.PUBLISH ? "Writing" : "Reading") + " the stream " + name
                        + " over the network is not allowed; a rule of the server has to open it.");
            }
        }
    }

    private static String name(HttpServletRequest request) {
        return Optional.ofNullable(request.getPathInfo())
                .filter(path -> path.length() > 1)
                .map(path -> path.substring(1))
                .orElseThrow(
                        () -> new ProblemException(404, "There is no stream without a name: add one to the path."));
    }

    private static void refuseEncoded(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ProblemException(415, "The body has a Content-Encoding: send it plain.");
        }
    }
}
