// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Creates, fills, reads and ends streams over HTTP, by the Durable Streams protocol. Thread-safe. */
public final class StreamsServlet extends PushServlet {
    private static final long serialVersionUID = 1L;

    StreamsServlet(StreamsContext streams, OriginPolicy origins) {
        super(streams.context(), origins, "GET, HEAD, PUT, POST, DELETE, OPTIONS");
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) {
        throw new ProblemException(404, "There is no such stream.");
    }
}
