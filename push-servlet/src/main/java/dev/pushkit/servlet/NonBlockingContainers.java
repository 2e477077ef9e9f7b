// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Containers that never hold up a thread in a write that they said to be ready for, as Jakarta Servlet 6.0, section 3.7,
 * asks of all: measured over HTTP/1.1 with readers that stall. Over HTTP/2 Tomcat looks at the stream's window alone, and
 * waits where the connection takes nothing. Elsewhere a publisher does not deliver by itself.
 */
final class NonBlockingContainers {
    private NonBlockingContainers() {}

    static boolean serve(HttpServletRequest request) {
        String name = request.getServletContext().getServerInfo();
        return name != null
                && request.getProtocol().startsWith("HTTP/1.")
                && (name.startsWith("jetty/") || name.startsWith("Apache Tomcat") || name.contains("Undertow"));
    }
}
