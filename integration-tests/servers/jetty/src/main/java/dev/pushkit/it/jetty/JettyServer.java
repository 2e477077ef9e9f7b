// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.jetty;

import dev.pushkit.it.launcher.EmbeddedServer;
import dev.pushkit.it.launcher.Options;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty, with a connector of the loopback address.
 *
 * <p>Jetty by itself closes the connections first when it stops; so the applications are stopped before it.
 */
final class JettyServer implements EmbeddedServer {
    /** Many clients that come at once shall not wait for the kernel to ask them again. */
    private static final int ACCEPT_QUEUE = 1_024;

    private final Options options;
    private final Webapps webapps;
    private final Server server;
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final Map<String, ContextHandler> deployed = new ConcurrentHashMap<>();

    JettyServer(Options options) {
        this.options = options;
        webapps = webapps(options.text("ee", "10"));
        server = new Server(new QueuedThreadPool(options.number("maxThreads", 200)));
        server.addConnector(connector());
        server.setHandler(contexts);
    }

    // Only one version is on the class path; the other's class is never loaded.
    private static Webapps webapps(String version) {
        if (version.equals("11")) {
            return new Ee11Webapps();
        }
        return new Ee10Webapps();
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector = options.h2c()
                ? new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http))
                : new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(options.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(options.number("idleTimeout", 30_000));
        return connector;
    }

    @Override
    public void start() throws Exception {
        server.start();
    }

    @Override
    public void deploy(String path, Path war) throws Exception {
        ContextHandler webapp = webapps.create(path, war, options.websocket());
        contexts.addHandler(webapp);
        deployed.put(path, webapp);
        if (contexts.isStarted()) {
            try {
                contexts.manage(webapp);
                webapp.start();
            } catch (Exception e) {
                undeploy(path);
                throw e;
            }
        }
    }

    @Override
    public void undeploy(String path) throws Exception {
        ContextHandler webapp = deployed.remove(path);
        if (webapp == null) {
            throw new IllegalArgumentException("Nothing is deployed at " + path);
        }
        webapp.stop();
        contexts.removeHandler(webapp);
        webapp.destroy();
    }

    @Override
    public void stopApplications() {
        LifeCycle.stop(contexts);
    }

    @Override
    public void stop() {
        LifeCycle.stop(server);
    }
}
