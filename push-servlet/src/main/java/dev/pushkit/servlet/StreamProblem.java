// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.StreamException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a stream refuses, as HTTP says it (Durable Streams, section 5). */
final class StreamProblem {
    private StreamProblem() {}

    /** Answers with the problem and the headers that go with it, unless an answer has begun. */
    static void send(StreamException refused, HttpServletResponse response) throws IOException {
        refused.tail().ifPresent(tail -> {
            response.setHeader(StreamHeaders.CLOSED, "true");
            response.setHeader(StreamHeaders.NEXT_OFFSET, tail.toString());
        });
        switch (refused.reason()) {
            case STALE_PRODUCER -> response.setHeader(StreamHeaders.PRODUCER_EPOCH, Long.toString(refused.expected()));
            case PRODUCER_GAP -> {
                response.setHeader(StreamHeaders.PRODUCER_EXPECTED, Long.toString(refused.expected()));
                response.setHeader(StreamHeaders.PRODUCER_RECEIVED, Long.toString(refused.received()));
            }
            default -> {}
        }
        Problem.of(status(refused.reason()), refused.getMessage()).send(response);
    }

    static int status(StreamException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> 404;
            case DELETED, EVICTED -> 410;
            case CLOSED, OTHER_TYPE, OTHER_STREAM, SEQUENCE, PRODUCER_GAP -> 409;
            case STALE_PRODUCER -> 403;
            case FULL -> 507;
            case FAILED -> 500;
        };
    }
}
