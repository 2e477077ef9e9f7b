// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * Serves the parts of {@code @microsoft/fetch-event-source} under the names by which they import each other. Thread-safe.
 *
 * <p>They say {@code './parse'}, as a bundler would have it, and a browser asks for just that; the file is called
 * {@code parse.js}.
 */
@WebServlet({ModuleServlet.FOLDER + "fetch", ModuleServlet.FOLDER + "parse"})
public final class ModuleServlet extends HttpServlet {
    static final String FOLDER = "/lib/fetch-event-source/";

    private static final long serialVersionUID = 1;

    /** Made by the container. */
    public ModuleServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream module = getServletContext().getResourceAsStream(request.getServletPath() + ".js")) {
            if (module == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setContentType("text/javascript;charset=utf-8");
            response.setHeader("Cache-Control", "no-cache");
            module.transferTo(response.getOutputStream());
        }
    }
}
