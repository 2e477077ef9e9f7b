// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with the piece of HTML that {@code system/load/html} carries, for pages that poll. Thread-safe. */
@WebServlet("/fragments/load")
public final class FragmentServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Made by the container. */
    public FragmentServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(getServletContext().getAttribute(LoadFeed.ATTRIBUTE) instanceof LoadFeed load)) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(LoadFragment.of(load.latest()));
    }
}
