// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Serves large objects, complete or still growing (RFC 9110, section 14). Thread-safe. */
public final class MediaServlet extends PushServlet {
    private static final long serialVersionUID = 1L;

    MediaServlet(StreamsContext streams, OriginPolicy origins) {
        super(streams.context(), origins, "GET, HEAD, OPTIONS");
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) {
        throw new ProblemException(404, "There is no such object.");
    }
}
