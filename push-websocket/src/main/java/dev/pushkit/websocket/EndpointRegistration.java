// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.HubContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Tells a container of the endpoint.
 *
 * <p>It stands alone, since a server without WebSockets has none of these classes and must not be made to load them.
 */
final class EndpointRegistration {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.websocket");

    private EndpointRegistration() {}

    /**
     * Adds the endpoint; where the container refuses, the log says why and HTTP goes on.
     *
     * @return whether the container took it
     */
    static boolean add(Object container, HubContext context, String contextPath, String path) {
        if (!(container instanceof ServerContainer server)) {
            LOG.log(
                    Level.WARNING,
                    "The application brings a WebSocket API that is not the server''s, so {0} is not served: take"
                            + " jakarta.websocket-api out of WEB-INF/lib.",
                    path);
            return false;
        }
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(PushEndpoint.class, path)
                .subprotocols(List.of(HandshakeConfigurator.SUBPROTOCOL))
                .configurator(new HandshakeConfigurator(context))
                .build();
        try {
            server.addEndpoint(config);
            LOG.log(Level.INFO, "Push Kit takes WebSockets at {0}{1}.", contextPath, path);
            return true;
        } catch (DeploymentException | IllegalStateException e) {
            LOG.log(
                    Level.WARNING,
                    "The server takes no endpoint at {0}, so HTTP alone is served ({1}). If the application has one"
                            + " there, move the kit with push.path.",
                    path,
                    e.getMessage());
            return false;
        }
    }
}
