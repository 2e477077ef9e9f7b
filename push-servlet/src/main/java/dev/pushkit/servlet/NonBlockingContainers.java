// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletContext;

/**
 * Containers that never hold up a thread in a write that they said to be ready for, as Jakarta Servlet 6.0, section 3.7,
 * asks of all: measured with readers that stall. On others a publisher does not deliver by itself.
 */
final class NonBlockingContainers {
    private NonBlockingContainers() {}

    static boolean include(ServletContext context) {
        String name = context.getServerInfo();
        return name != null
                && (name.startsWith("jetty/") || name.startsWith("Apache Tomcat") || name.contains("Undertow"));
    }
}
