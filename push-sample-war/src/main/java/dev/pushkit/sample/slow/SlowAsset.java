// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.slow;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves what {@link SlowPage} needs. Thread-safe.
 *
 * <p>The sheet asks for another sheet and that for a picture, and a browser learns of each when it has read the one
 * before: three round trips, unless somebody tells it at once.
 */
@WebServlet(SlowAsset.FOLDER + "*")
public final class SlowAsset extends HttpServlet {
    static final String FOLDER = "/slow/asset/";

    private static final long serialVersionUID = 1;

    /** Made by the container. */
    public SlowAsset() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String run = SlowPage.run(request);
        String name = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        Thinking.take(Thinking.ASSET_MILLIS);
        switch (name) {
            case "first.css" -> send(response, "text/css", "@import url('second.css?run=" + run + "');");
            case "second.css" ->
                send(response, "text/css", "main { background: url('picture.svg?run=" + run + "') no-repeat; }");
            case "picture.svg" ->
                send(response, "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>");
            case "script.js" -> send(response, "text/javascript", "document.documentElement.dataset.script = 'ran';");
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void send(HttpServletResponse response, String type, String body) throws IOException {
        response.setContentType(type + ";charset=utf-8");
        // Long enough for one page; the next one asks for other addresses.
        response.setHeader("Cache-Control", "max-age=60");
        response.getWriter().write(body);
    }
}
