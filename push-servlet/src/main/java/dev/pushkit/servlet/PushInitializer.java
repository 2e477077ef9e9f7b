// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** Lets a container install the kit by itself (Jakarta Servlet 6.0, section 8.2.4). Thread-safe. */
public final class PushInitializer implements ServletContainerInitializer {
    /** Creates the initializer; containers do. */
    public PushInitializer() {}

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext servletContext) {
        Push.install(servletContext);
    }
}
