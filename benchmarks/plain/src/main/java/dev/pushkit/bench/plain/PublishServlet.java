// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes an event by {@code POST} and delivers it before it answers. */
abstract class PublishServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    abstract void publish(String topic, String text);

    @Override
    protected final void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        publish(request.getPathInfo(), new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
