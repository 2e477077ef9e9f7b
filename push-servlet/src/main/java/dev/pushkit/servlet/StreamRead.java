// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import dev.pushkit.Setting;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Offset;
import dev.pushkit.stream.Page;
import dev.pushkit.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers reads of streams: what is there, what comes next, or all that comes (Durable Streams, sections 5.6 to 5.8). */
final class StreamRead {
    private final StreamsContext context;

    StreamRead(StreamsContext context) {
        this.context = context;
    }

    /**
     * Answers a read.
     *
     * @param forAll whether anybody may read the stream, and so may a cache for anybody
     */
    void handle(ByteStream stream, boolean forAll, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        QueryParameters query = QueryParameters.parse(request.getQueryString());
        Optional<String> offset = offset(query);
        Optional<String> live = query.first("live");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        // Whoever may write chooses the type: a page among streams must not act for its visitor.
        response.setHeader("Content-Security-Policy", "sandbox");
        if (live.isEmpty()) {
            catchUp(stream, offset, forAll, request, response);
            return;
        }
        if (offset.isEmpty()) {
            throw new InvalidInputException("A live read begins somewhere: add offset=-1, offset=now, or an offset.");
        }
        Offset from = place(stream, offset);
        switch (live.get()) {
            case "long-poll" -> poll(stream, from, query.first("cursor"), forAll, request, response);
            case "sse" -> follow(stream, from, query.first("cursor"), request, response);
            default -> throw new InvalidInputException("There is no such live mode: use long-poll or sse.");
        }
    }

    private void catchUp(
            ByteStream stream,
            Optional<String> offset,
            boolean forAll,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean now = offset.filter("now"::equals).isPresent();
        Page page = stream.page(place(stream, offset), most());
        StreamAnswer.page(stream, page, response);
        if (now) {
            response.setHeader("Cache-Control", "no-store");
        } else {
            response.setHeader("Cache-Control", StreamAnswer.caching(!page.upToDate() || page.last(), forAll));
            String tag = StreamTags.of(stream, page);
            response.setHeader("ETag", tag);
            if (StreamTags.matches(request.getHeader("If-None-Match"), tag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        write(stream, page, request, response);
    }

    private void poll(
            ByteStream stream,
            Offset from,
            Optional<String> cursor,
            boolean forAll,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Duration hold = context.context().settings().duration(Setting.STREAMS_HOLD);
        // Refuses a bad place, or one that is kept no more, at once.
        stream.page(from, 1);
        PollHeaders headers = new PollHeaders(
                stream, cursor, forAll, request, context.bodies().ticker().now());
        // Until there is an answer: whatever ends the wait before must not look like one.
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        pump(new StreamPoll(stream, from, most(), hold, context.bodies(), headers, response), request, response);
    }

    private void follow(
            ByteStream stream,
            Offset from,
            Optional<String> cursor,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        // Refuses a bad place while an answer can still say so.
        stream.page(from, 1);
        StreamEvents events = new StreamEvents(stream, from, cursor, context);
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-cache, no-transform");
        if (!stream.isText() && !stream.isJson()) {
            response.setHeader(StreamHeaders.ENCODING, "base64");
        }
        BufferingDiagnosis.check(request, response, '\n');
        pump(events, request, response);
    }

    private void write(ByteStream stream, Page page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(stream.contentType());
        long length = PageBody.length(stream, page);
        response.setContentLengthLong(length);
        if (length > 0) {
            pump(new PageBody(stream, page), request, response);
        }
    }

    private void pump(Body body, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration deadline = context.context().settings().duration(Setting.WRITE_DEADLINE);
        new BodyPump(response, body, context.bodies(), deadline).start(request);
    }

    private int most() {
        return context.context().settings().count(Setting.STREAMS_READ_BYTES);
    }

    private static Offset place(ByteStream stream, Optional<String> offset) {
        String text = offset.orElse("-1");
        return text.equals("-1") ? Offset.START : text.equals("now") ? stream.tail() : Offset.parse(text);
    }

    private static Optional<String> offset(QueryParameters query) {
        List<String> all = query.all("offset");
        if (all.size() > 1) {
            throw new InvalidInputException("There are several offsets: send one.");
        }
        return all.stream().findFirst();
    }
}
