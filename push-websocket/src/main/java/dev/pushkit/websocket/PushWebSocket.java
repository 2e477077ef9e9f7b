// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.HubContext;
import dev.pushkit.Setting;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The WebSocket transport in a web application: puts it there. Thread-safe. */
public final class PushWebSocket {
    /**
     * What was put into an application.
     *
     * @param path the endpoint's path inside the application
     * @param owned the hub's context where this transport made it and has to close it
     */
    record Installation(String path, Optional<HubContext> owned) {}

    private static final String LISTENING = "dev.pushkit.websocket.listening";
    private static final String INSTALLED = "dev.pushkit.websocket.installed";
    // The HTTP transports look for it, to say whether an upgrade can be had.
    private static final String SERVED = "dev.pushkit.websocket.served";
    private static final String SERVER_CONTAINER = "jakarta.websocket.server.ServerContainer";

    private static final System.Logger LOG = System.getLogger("dev.pushkit.websocket");

    private PushWebSocket() {}

    /**
     * Puts the transport into a web application: on some containers at once, on others when the application's listeners
     * are called, since only then do all of them know WebSockets. Idempotent.
     *
     * @param servletContext the application, while it starts
     * @throws dev.pushkit.InvalidInputException if a setting is unknown or out of its range
     * @throws IllegalStateException if it is too late for a listener and nobody else looks after the hub
     */
    public static void install(ServletContext servletContext) {
        synchronized (PushWebSocket.class) {
            if (servletContext.getAttribute(LISTENING) != null) {
                return;
            }
            try {
                servletContext.addListener(new PushWebSocketListener(servletContext));
                servletContext.setAttribute(LISTENING, true);
            } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
                LOG.log(Level.DEBUG, "No listener could be added: {0}", e.getMessage());
                installLate(servletContext);
            }
        }
    }

    private static void installLate(ServletContext servletContext) {
        if (hubContext(servletContext).isEmpty()) {
            throw new IllegalStateException("It is too late for the WebSocket transport's listener, which would close"
                    + " the hub: call PushWebSocket.install(servletContext) in a ServletContainerInitializer, or"
                    + " Push.install(servletContext) before it.");
        }
        register(servletContext);
    }

    /** Registers the endpoint, unless that was done; call it when the application's listeners are called. */
    static Installation register(ServletContext servletContext) {
        synchronized (PushWebSocket.class) {
            if (servletContext.getAttribute(INSTALLED) instanceof Installation done) {
                return done;
            }
            Optional<HubContext> known = hubContext(servletContext);
            HubContext context = known.orElseGet(() -> create(servletContext));
            String path = context.settings().text(Setting.PATH) + "/ws";
            Installation installation =
                    new Installation(path, known.isPresent() ? Optional.empty() : Optional.of(context));
            servletContext.setAttribute(INSTALLED, installation);
            if (serve(servletContext, context, path)) {
                servletContext.setAttribute(SERVED, true);
            }
            return installation;
        }
    }

    private static boolean serve(ServletContext servletContext, HubContext context, String path) {
        Object container = servletContext.getAttribute(SERVER_CONTAINER);
        String why = "it has no WebSocket container";
        if (container != null) {
            try {
                return EndpointRegistration.add(container, context, servletContext.getContextPath(), path);
            } catch (LinkageError e) {
                why = "its API does not fit: " + e;
                LOG.log(Level.DEBUG, "The server's WebSocket API is hidden from the application.", e);
            }
        }
        LOG.log(
                Level.INFO,
                "This server offers no WebSockets here ({2}), so {0}{1} is not served; HTTP goes on. To have them, add the"
                        + " server''s own WebSocket module; to do without, leave push-websocket out.",
                servletContext.getContextPath(),
                path,
                why);
        return false;
    }

    private static Optional<HubContext> hubContext(ServletContext servletContext) {
        return servletContext.getAttribute(HubContext.ATTRIBUTE) instanceof HubContext context
                ? Optional.of(context)
                : Optional.empty();
    }

    private static HubContext create(ServletContext servletContext) {
        Map<String, String> params = new HashMap<>();
        Collections.list(servletContext.getInitParameterNames())
                .forEach(name -> params.put(name, servletContext.getInitParameter(name)));
        HubContext context = new HubContext(HubContext.resolve(Map.of(), params));
        servletContext.setAttribute(HubContext.ATTRIBUTE, context);
        return context;
    }
}
