// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.Appended;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Page;
import jakarta.servlet.http.HttpServletResponse;

/** The headers of answers about streams (Durable Streams, section 5). */
final class StreamAnswer {
    // What a part of a stream says never changes, so caches may keep it.
    private static final String CACHED = "max-age=60, stale-while-revalidate=300, no-transform";

    private StreamAnswer() {}

    static void page(ByteStream stream, Page page, HttpServletResponse response) {
        response.setHeader(StreamHeaders.NEXT_OFFSET, page.end().toString());
        if (page.upToDate()) {
            response.setHeader(StreamHeaders.UP_TO_DATE, "true");
        }
        if (page.last()) {
            response.setHeader(StreamHeaders.CLOSED, "true");
        }
        response.setContentType(stream.contentType());
    }

    /** How long caches may keep a part: one that may grow under its address has to be asked for again. */
    static String caching(boolean whole, boolean forAll) {
        if (!whole) {
            return "no-cache, no-transform";
        }
        return (forAll ? "public, " : "private, ") + CACHED;
    }

    static void described(ByteStream stream, HttpServletResponse response) {
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setContentType(stream.contentType());
        // In this order: what is closed has its last tail.
        boolean closed = stream.isClosed();
        response.setHeader(StreamHeaders.NEXT_OFFSET, stream.tail().toString());
        if (closed) {
            response.setHeader(StreamHeaders.CLOSED, "true");
        }
        stream.ttl().ifPresent(ttl -> response.setHeader(StreamHeaders.TTL, Long.toString(ttl.toSeconds())));
        stream.expiresAt().ifPresent(end -> response.setHeader(StreamHeaders.EXPIRES_AT, end.toString()));
    }

    /** Tells of an append; one of a producer that brought news is told apart from a repeat. */
    static void appended(Appended appended, boolean news, HttpServletResponse response) {
        response.setHeader(StreamHeaders.NEXT_OFFSET, appended.tail().toString());
        if (appended.closed()) {
            response.setHeader(StreamHeaders.CLOSED, "true");
        }
        appended.producer().ifPresent(mark -> {
            response.setHeader(StreamHeaders.PRODUCER_EPOCH, Long.toString(mark.epoch()));
            response.setHeader(StreamHeaders.PRODUCER_SEQ, Long.toString(mark.sequence()));
        });
        boolean fresh = news && appended.producer().isPresent() && !appended.duplicate();
        response.setStatus(fresh ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NO_CONTENT);
    }
}
