// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Serves the browser client from the class path, so that it moves with the base path. Thread-safe. */
public final class ClientServlet extends PushServlet {
    private static final long serialVersionUID = 1L;
    private static final String RESOURCE = "META-INF/resources/push/client.js";

    ClientServlet(HubContext context, OriginPolicy origins) {
        super(context, origins, "GET, HEAD, OPTIONS");
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream script = ClientServlet.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (script == null) {
                throw new ProblemException(404, "The browser client is not here: add the push-client jar.");
            }
            byte[] body = script.readAllBytes();
            response.setContentType("text/javascript");
            response.setCharacterEncoding("UTF-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
