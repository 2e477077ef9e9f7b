// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Serves the browser client and its source map from the class path, so that they move with the base path. Thread-safe. */
public final class ClientServlet extends PushServlet {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "META-INF/resources/push/";

    private final String file;
    private final String type;

    ClientServlet(HubContext context, OriginPolicy origins, String file, String type) {
        super(context, origins, "GET, HEAD, OPTIONS");
        this.file = file;
        this.type = type;
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream script = ClientServlet.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (script == null) {
                throw new ProblemException(404, "The browser client is not here: add the push-client jar.");
            }
            byte[] body = script.readAllBytes();
            response.setContentType(type);
            response.setCharacterEncoding("UTF-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
