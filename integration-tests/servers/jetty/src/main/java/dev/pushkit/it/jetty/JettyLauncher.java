// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.jetty;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketConfiguration;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Starts an embedded Jetty with the WARs it is given, for the integration tests.
 *
 * <p>Arguments: the port of 127.0.0.1, then {@code /context=file.war} for each WAR, and options: {@code
 * idleTimeout=milliseconds}, {@code maxThreads=count}, {@code h2c=true}, {@code stopFirst=connections}.
 *
 * <p>At SIGTERM the applications stop first, so that they can still say goodbye; Jetty by itself closes the
 * connections first, which is what the last option leaves it to do.
 */
public final class JettyLauncher {

    /** Many clients that come at once shall not wait for the kernel to ask them again. */
    private static final int ACCEPT_QUEUE = 1_024;

    private JettyLauncher() {}

    /**
     * Starts the server; the process ends by a signal.
     *
     * @param arguments as the class says
     * @throws Exception if the server or a web application does not start
     */
    public static void main(String[] arguments) throws Exception {
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            if (pair[0].startsWith("/")) {
                contexts.addHandler(webapp(pair[0], pair[1]));
            } else {
                options.put(pair[0], pair[1]);
            }
        }
        Server server = new Server(new QueuedThreadPool(number(options, "maxThreads", 200)));
        server.addConnector(connector(server, Integer.parseInt(arguments[0]), options));
        server.setHandler(contexts);
        boolean connectionsFirst = "connections".equals(options.get("stopFirst"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!connectionsFirst) {
                LifeCycle.stop(contexts);
            }
            LifeCycle.stop(server);
        }));
        try {
            server.start();
        } catch (Exception e) {
            LifeCycle.stop(server);
            throw e;
        }
        server.join();
    }

    private static ServerConnector connector(Server server, int port, Map<String, String> options) {
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector = Boolean.parseBoolean(options.get("h2c"))
                ? new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http))
                : new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(number(options, "idleTimeout", 30_000));
        return connector;
    }

    private static WebAppContext webapp(String path, String war) {
        WebAppContext webapp = new WebAppContext();
        webapp.setContextPath(path);
        webapp.setWar(war);
        webapp.setThrowUnavailableOnStartupException(true);
        webapp.addConfiguration(new AnnotationConfiguration(), new JakartaWebSocketConfiguration());
        return webapp;
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        return options.containsKey(name) ? Integer.parseInt(options.get(name)) : otherwise;
    }
}
