// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.slow;

import dev.pushkit.servlet.ResourcePush;
import dev.pushkit.servlet.ResourceWay;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that is slow to make: with {@code hints=on} its assets are on their way meanwhile. Thread-safe. */
@WebServlet("/slow/page")
public final class SlowPage extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en" data-way="%1$s">
            <head>
              <meta charset="utf-8">
              <title>A slow page · Push Kit</title>
              <link rel="icon" href="../favicon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="asset/first.css?run=%2$s">
              <script src="asset/script.js?run=%2$s" defer></script>
              <script type="module" src="../resources/measure.js"></script>
            </head>
            <body>
              <main><p>A page that was slow to make. Its assets came by: %1$s.</p></main>
            </body>
            </html>
            """;

    /** Made by the container. */
    public SlowPage() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String way = "none";
        if ("on".equals(request.getParameter("hints"))) {
            String run = "?run=" + run(request);
            way = ResourcePush.of(request)
                    .add(SlowAsset.FOLDER + "first.css" + run)
                    .add(SlowAsset.FOLDER + "second.css" + run)
                    .add(SlowAsset.FOLDER + "picture.svg" + run)
                    .add(SlowAsset.FOLDER + "script.js" + run)
                    .send(response)
                    .map(ResourceWay::toString)
                    .orElse("none");
        }
        Thinking.take(Thinking.PAGE_MILLIS);
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(PAGE.formatted(way, run(request)));
    }

    /** Tells one measurement's assets from another's, for caches; it comes from the address, so it is checked. */
    static String run(HttpServletRequest request) {
        String run = request.getParameter("run");
        return run != null && run.matches("[0-9a-z]{1,16}") ? run : "0";
    }
}
