// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server.jetty;

import dev.pushkit.sample.server.SampleServer;
import dev.pushkit.sample.server.TlsEndpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty with one web application at {@code /}, HTTP/1.1 and HTTP/2 on one clear-text port, and on one with TLS at will.
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
    private final Optional<ServerConnector> secure;
    private final InetSocketAddress address;

    /**
     * Prepares the server; nothing is bound yet.
     *
     * @param directory holds the web application in {@code webapp}, and takes the server's own temporary files
     * @param address where to listen
     * @param tls where to listen with TLS besides, or empty
     * @throws IOException if the directory cannot be written
     */
    public JettyServer(Path directory, InetSocketAddress address, Optional<TlsEndpoint> tls) throws IOException {
        this.address = address;
        connector = connector();
        server.addConnector(connector);
        secure = tls.map(this::secureConnector);
        secure.ifPresent(server::addConnector);
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
        HttpConfiguration http = http();
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        return listening(address.getPort(), new HttpConnectionFactory(http), http2);
    }

    private ServerConnector secureConnector(TlsEndpoint tls) {
        HttpConfiguration http = http();
        // Whoever listens on an address is asked for by many names.
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStorePath(tls.keyStore().toString());
        keys.setKeyStorePassword(tls.password());
        SslConnectionFactory ssl = new SslConnectionFactory(keys, alpn.getProtocol());
        return listening(tls.port(), ssl, alpn, http2, http1);
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        return http;
    }

    private ServerConnector listening(int port, ConnectionFactory... protocols) {
        ServerConnector connector = new ServerConnector(server, protocols);
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(IDLE_TIMEOUT);
        return connector;
    }

    @Override
    public URI start() throws IOException {
        bind(connector, "--port");
        if (secure.isPresent()) {
            bind(secure.get(), "--tls-port");
        }
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the web application does not start: " + rootOf(e), e);
        }
        return uri("http", connector);
    }

    @Override
    public Optional<URI> secureAddress() {
        return secure.map(tls -> uri("https", tls));
    }

    private URI uri(String scheme, ServerConnector bound) {
        String host = address.getHostString();
        return URI.create(
                scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getLocalPort() + "/");
    }

    private void bind(ServerConnector unbound, String argument) throws IOException {
        try {
            unbound.open();
        } catch (IOException e) {
            String reason = rootOf(e).getMessage();
            throw (IOException) new BindException("cannot listen on " + address.getHostString() + " port "
                            + unbound.getPort() + ": " + reason + ". Choose another port with " + argument + " N.")
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
