// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Installs the kit where no initializer ran, and closes the hub with the application. Thread-safe. */
public final class PushListener implements ServletContextListener {
    /** Creates the listener; containers do. */
    public PushListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        // Where an initializer was here first, this context may do hardly anything: see Jakarta Servlet 6.0, 4.4.
        if (event.getServletContext().getAttribute(Push.INSTALLED) == null) {
            Push.install(event.getServletContext());
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Push.close(event.getServletContext());
    }
}
