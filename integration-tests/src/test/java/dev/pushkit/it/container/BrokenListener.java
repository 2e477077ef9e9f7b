// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** What keeps an application from starting. */
@WebListener
public final class BrokenListener implements ServletContextListener {
    /** What it says. */
    static final String REASON = "broken on purpose";

    /** Made by the container. */
    public BrokenListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        throw new IllegalStateException(REASON);
    }
}
