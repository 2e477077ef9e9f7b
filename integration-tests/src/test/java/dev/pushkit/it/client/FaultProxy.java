// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on a loopback port that cuts, refuses, delays and swallows, for clients that are not ours.
 *
 * <p>It looks at requests only where a {@link RequestRule} is set. Two threads a connection, so for some hundreds of
 * them. Thread-safe.
 */
public final class FaultProxy implements Closeable {
    private final InetSocketAddress target;
    private final ServerSocket socket = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Gate gate = new Gate();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(FaultProxy::thread);
    private volatile boolean refusing;
    private volatile Optional<RequestRule> rule = Optional.empty();
    private volatile Optional<Duration> age = Optional.empty();
    private volatile double swallowed;
    private volatile Random lots = new Random(0);

    private FaultProxy(URI server) throws IOException {
        target = new InetSocketAddress(server.getHost(), server.getPort());
    }

    /**
     * Starts a proxy that passes everything on.
     *
     * @param server where to, of which host and port count
     * @return the proxy
     * @throws IOException if no port is free
     */
    public static FaultProxy to(URI server) throws IOException {
        FaultProxy proxy = new FaultProxy(server);
        daemon(proxy::accept);
        return proxy;
    }

    /**
     * The proxy's own address.
     *
     * @return its root, for clients
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    /**
     * How many connections clients have opened.
     *
     * @return the count since the start, refused ones included
     */
    public int accepted() {
        return accepted.get();
    }

    /** Cuts all connections by RST, on both sides. */
    public void reset() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Cuts all connections by FIN, on both sides. */
    public void fin() {
        connections.forEach(ProxiedConnection::fin);
    }

    /**
     * Closes new connections at once, or takes them again.
     *
     * @param refuse whether to refuse
     */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /**
     * Swallows all traffic, FIN and RST included, or lets it pass again.
     *
     * @param swallow whether to swallow
     */
    public void blackHole(boolean swallow) {
        gate.shut(swallow);
    }

    /**
     * Accepts a share of new connections and never answers them.
     *
     * @param share from 0 to 1
     * @param seed decides which
     */
    public void swallow(double share, long seed) {
        lots = new Random(seed);
        swallowed = share;
    }

    /**
     * Delays what passes, in both directions.
     *
     * @param time how long each piece is held
     */
    public void delay(Duration time) {
        gate.delay(time);
    }

    /**
     * Slows down what passes, in each direction of each connection.
     *
     * @param bytesPerSecond how much may pass; 0 for no bound
     */
    public void throttle(int bytesPerSecond) {
        gate.rate(bytesPerSecond);
    }

    /**
     * Cuts every new connection by RST at an age.
     *
     * @param time the age
     */
    public void cutAfter(Duration time) {
        age = Optional.of(time);
    }

    /**
     * Decides about the requests of new connections.
     *
     * @param decision is asked for each
     */
    public void rule(RequestRule decision) {
        rule = Optional.of(decision);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                if (refusing) {
                    client.close();
                } else {
                    take(client);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void take(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, gate);
        connections.add(connection);
        age.ifPresent(time -> timer.schedule(connection::reset, time.toMillis(), TimeUnit.MILLISECONDS));
        boolean swallow = lots.nextDouble() < swallowed;
        daemon(() -> {
            try {
                if (swallow) {
                    connection.swallow();
                } else {
                    connection.join(target, rule);
                }
            } finally {
                connections.remove(connection);
            }
        });
    }

    static void daemon(Runnable task) {
        thread(task).start();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        socket.close();
        blackHole(false);
        reset();
    }
}
