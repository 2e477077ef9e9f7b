// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

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
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        // By a forward: whoever serves the application's files knows where they are, and it is not always the context.
        request.getRequestDispatcher(request.getServletPath() + ".js").forward(request, response);
    }
}
