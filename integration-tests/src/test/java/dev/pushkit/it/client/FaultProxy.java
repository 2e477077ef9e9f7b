// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy on a loopback port that cuts, refuses, delays and swallows, for clients that are not ours.
 *
 * <p>Two threads a connection, so for some dozens of them. Thread-safe.
 */
public final class FaultProxy implements Closeable {
    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress target;
    private final ServerSocket socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> finned = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean blackHole;
    private Duration delay = Duration.ZERO;
    private volatile boolean refusing;

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
        proxy.daemon(proxy::accept);
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
        sockets.forEach(FaultProxy::reset);
    }

    /** Cuts all connections by FIN, on both sides. */
    public void fin() {
        // The pumps see the first of a pair go, and would reset the second.
        List<Socket> all = List.copyOf(sockets);
        finned.addAll(all);
        for (Socket one : all) {
            try {
                one.shutdownOutput();
                one.close();
            } catch (IOException goneAlready) {
                // its pump was faster
            }
        }
    }

    private static void reset(Socket one) {
        try {
            one.setSoLinger(true, 0);
            one.close();
        } catch (IOException goneAlready) {
            // its pump was faster
        }
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
        change(() -> blackHole = swallow);
    }

    /**
     * Delays what passes, in both directions.
     *
     * @param time how long each piece is held
     */
    public void delay(Duration time) {
        change(() -> delay = time);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // Waits out the delay, and for as long as there is a black hole.
    private void pass() throws InterruptedException {
        lock.lock();
        try {
            while (blackHole) {
                changed.await();
            }
            for (long left = delay.toNanos(); left > 0; ) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                if (refusing) {
                    client.close();
                } else {
                    daemon(() -> join(client));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket client) {
        sockets.add(client);
        try (client;
                Socket server = new Socket()) {
            server.connect(target, CONNECT_MILLIS);
            sockets.add(server);
            daemon(() -> pump(server, client));
            pump(client, server);
            sockets.remove(server);
            finned.remove(server);
        } catch (IOException gone) {
            // both are closed now
        } finally {
            sockets.remove(client);
            finned.remove(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                pass();
                to.getOutputStream().write(buffer, 0, count);
            }
            pass();
            // One side's end ends both: none of the kit's clients half-closes.
            to.close();
            from.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException cut) {
            passReset(from, to);
        }
    }

    private void passReset(Socket from, Socket to) {
        try {
            pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket one : List.of(to, from)) {
            if (!finned.contains(one)) {
                reset(one);
            }
        }
    }

    private void daemon(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        blackHole(false);
        reset();
    }
}
