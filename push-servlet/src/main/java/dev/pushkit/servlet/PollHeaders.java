// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;

/** What the headers of a long poll's answer need of its request, which may be over by then. */
final class PollHeaders {
    private final ByteStream stream;
    private final String cursor;
    private final Optional<String> tagsOfClient;
    private final String cached;

    PollHeaders(ByteStream stream, Optional<String> cursor, boolean forAll, HttpServletRequest request, Instant now) {
        this.stream = stream;
        this.cursor = StreamCursor.next(cursor, now);
        this.tagsOfClient = Optional.ofNullable(request.getHeader("If-None-Match"));
        this.cached = StreamAnswer.caching(true, forAll);
    }

    /** Settles what the answer is; returns whether it has a body. */
    boolean send(Page page, HttpServletResponse response) {
        StreamAnswer.page(stream, page, response);
        if (!page.last()) {
            response.setHeader(StreamHeaders.CURSOR, cursor);
        }
        if (page.end().equals(page.start())) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return false;
        }
        response.setHeader(StreamHeaders.CURSOR, cursor);
        // The cursor makes another address of it each time, so that caches may keep it.
        response.setHeader("Cache-Control", cached);
        String tag = StreamTags.of(stream, page);
        response.setHeader("ETag", tag);
        if (tagsOfClient.filter(tags -> StreamTags.matches(tags, tag)).isPresent()) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentLengthLong(PageBody.length(stream, page));
        return true;
    }
}
