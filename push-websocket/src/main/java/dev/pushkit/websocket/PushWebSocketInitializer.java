// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** Lets a container install the transport by itself (Jakarta Servlet 6.0, section 8.2.4). Thread-safe. */
public final class PushWebSocketInitializer implements ServletContainerInitializer {
    /** Creates the initializer; containers do. */
    public PushWebSocketInitializer() {}

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext servletContext) {
        PushWebSocket.install(servletContext);
    }
}
