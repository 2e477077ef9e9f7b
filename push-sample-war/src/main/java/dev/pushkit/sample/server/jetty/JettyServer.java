// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server.jetty;

import dev.pushkit.sample.server.SampleServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty with one web application at {@code /}, HTTP/1.1 and HTTP/2 on one clear-text port.
 *
 * <p>Started once by one thread, closed once by another.
 */
public final class JettyServer implements SampleServer {
    private static final int MAX_THREADS = 200;
    private static final int MIN_THREADS = 8;
    /** A thousand clients that come back in one second must not be turned away by the kernel. */
    private static final int ACCEPT_QUEUE = 4_096;
    /** Milliseconds; longer than the longest heartbeat a client may ask for (60 s). */
    private static final long IDLE_TIMEOUT = 90_000;
    /** Milliseconds until threads that are still busy at the end are interrupted. */
    private static final long STOP_TIMEOUT = 1_000;
    /** An HTTP/2 client may hold this many streams on one connection. */
    private static final int MAX_STREAMS = 1_024;

    private static final String STATIC_FILES = "org.eclipse.jetty.servlet.Default.";

    private final Server server = new Server(threads());
    private final WebAppContext webapp = new WebAppContext();
    private final ServerConnector connector;
    private final InetSocketAddress address;

    /**
     * Prepares the server; nothing is bound yet.
     *
     * @param directory holds the web application in {@code webapp}, and takes the server's own temporary files
     * @param address where to listen
     * @throws IOException if the directory cannot be written
     */
    public JettyServer(Path directory, InetSocketAddress address) throws IOException {
        this.address = address;
        connector = connector();
        server.addConnector(connector);
        webapp.setContextPath("/");
        webapp.setWar(directory.resolve("webapp").toString());
        webapp.setTempDirectory(
                Files.createDirectories(directory.resolve("temp")).toFile());
        webapp.setThrowUnavailableOnStartupException(true);
        webapp.setInitParameter(STATIC_FILES + "dirAllowed", "false");
        webapp.setInitParameter(STATIC_FILES + "cacheControl", "no-cache");
        server.setHandler(webapp);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setStopTimeout(STOP_TIMEOUT);
        return threads;
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http), http2);
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(IDLE_TIMEOUT);
        return connector;
    }

    @Override
    public URI start() throws IOException {
        bind();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the web application does not start: " + rootOf(e), e);
        }
        String host = address.getHostString();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort() + "/");
    }

    private void bind() throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            String reason = rootOf(e).getMessage();
            throw (IOException) new BindException("cannot listen on " + address.getHostString() + " port "
                            + address.getPort() + ": " + reason + ". Choose another port with --port N.")
                    .initCause(e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    @Override
    public void close() {
        // the web application first: its streams end with a goodbye, for which the connector must still run
        LifeCycle.stop(webapp);
        LifeCycle.stop(server);
    }
}
