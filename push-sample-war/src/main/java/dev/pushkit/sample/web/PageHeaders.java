// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.web;

import dev.pushkit.Setting;
import dev.pushkit.servlet.Push;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Tells browsers what the sample's pages may do: load from this server, and nothing else. Thread-safe.
 *
 * <p>The kit's own answers are left as they are. Asynchronous requests have to be allowed all the same: the filter
 * stands in front of them.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class PageHeaders extends HttpFilter {
    /** What every page gets; {@code connect-src 'self'} covers a WebSocket to the same host and port. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private static final long serialVersionUID = 1;

    // Written once, before the first request.
    private String kit = "";

    /** Made by the container. */
    public PageHeaders() {}

    @Override
    public void init() {
        kit = Push.hub(getServletContext()).settings().text(Setting.PATH) + "/";
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!path(request).startsWith(kit)) {
            HEADERS.forEach(response::setHeader);
            if (path(request).endsWith(".css")) {
                // What a browser loads ahead has to stay good until its page is there.
                response.setHeader("Cache-Control", "max-age=10");
            }
        }
        chain.doFilter(request, response);
    }

    // As the container understood it, whatever escapes or dots the client wrote.
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }
}
