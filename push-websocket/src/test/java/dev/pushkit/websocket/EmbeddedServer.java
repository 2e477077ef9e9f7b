// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.Hub;
import dev.pushkit.HubContext;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real container on a free port, with nothing in it but this module. */
final class EmbeddedServer implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler("/app");

    /** A server with the initializer and these context-params. */
    EmbeddedServer(Map<String, String> params) {
        this(application -> {
            params.forEach(application::setInitParameter);
            JakartaWebSocketServletContainerInitializer.configure(application, null);
            application.addServletContainerInitializer(new PushWebSocketInitializer());
        });
    }

    /** A server with an application of one's own. */
    EmbeddedServer(Consumer<ServletContextHandler> application) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        application.accept(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    URI uri(String query) {
        return URI.create("ws://127.0.0.1:" + port() + "/app/push/ws" + query);
    }

    Hub hub() {
        return ((HubContext) context.getServletContext().getAttribute(HubContext.ATTRIBUTE)).hub();
    }

    /** Ends the application; the server goes on. */
    void undeploy() {
        try {
            context.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
