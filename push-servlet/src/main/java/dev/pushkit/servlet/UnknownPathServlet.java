// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Answers what no transport answers. */
final class UnknownPathServlet extends PushServlet {
    private static final long serialVersionUID = 1L;
    // Set by the WebSocket transport where the container took its endpoint.
    private static final String WEBSOCKET = "dev.pushkit.websocket.served";

    UnknownPathServlet(HubContext context, OriginPolicy origins) {
        super(context, origins, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) {
        if ("/ws".equals(request.getPathInfo())) {
            if (request.getServletContext().getAttribute(WEBSOCKET) == null) {
                throw new ProblemException(404, "There is no WebSocket here: use /sse, /stream or /poll.");
            }
            response.setHeader("Upgrade", "websocket");
            throw new ProblemException(426, "This path speaks WebSocket: connect with an upgrade.");
        }
        throw new ProblemException(
                404,
                "There is nothing at this path: use /poll, /sse, /stream, /ws, /publish, /streams, /media or /health below the base.");
    }
}
