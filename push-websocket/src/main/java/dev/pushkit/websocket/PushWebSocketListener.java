// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.HubContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Registers the endpoint with the application, closes a hub of its own with it, and notes what a handshake's request
 * says. Thread-safe.
 */
public final class PushWebSocketListener implements ServletContextListener, ServletRequestListener {
    // The initializer's view of the application; the one in the event may do hardly anything: Jakarta Servlet 6.0, 4.4.
    private final Optional<ServletContext> initializers;
    private volatile Optional<PushWebSocket.Installation> installation = Optional.empty();

    /** Creates the listener; containers do, as the web-fragment says. */
    public PushWebSocketListener() {
        initializers = Optional.empty();
    }

    PushWebSocketListener(ServletContext servletContext) {
        initializers = Optional.of(servletContext);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        installation = Optional.of(PushWebSocket.register(initializers.orElseGet(event::getServletContext)));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        installation.flatMap(PushWebSocket.Installation::owned).ifPresent(HubContext::close);
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        Optional<PushWebSocket.Installation> installed = installation;
        if (installed.isPresent()
                && event.getServletRequest() instanceof HttpServletRequest request
                && request.getRequestURI().endsWith(installed.get().path())) {
            CurrentRequest.begin(request);
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        CurrentRequest.end();
    }
}
