// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * A class of a deployed application, by which a test sees whether that application's class loader is still there.
 *
 * <p>Its one instance hangs on its class, and so lives as long as the loader does. Containers make another for a moment.
 */
@WebListener
public class Probe implements ServletContextListener {
    private static final Held HELD = new Held();

    /** Made by the container. */
    public Probe() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().log("the probe is there: " + HELD);
    }

    /** What the class holds. */
    static final class Held {
        private Held() {}
    }
}
