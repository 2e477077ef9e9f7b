// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * Thousands of raw connections, held by one thread.
 *
 * <p>Each sends its request once it is connected; what arrives is kept up to a bound and shown to a listener.
 * Thread-safe.
 */
public final class SocketSwarm implements AutoCloseable {
    // More at once would overflow a server's queue of connections to accept, and each lost SYN costs a second.
    private static final int MAX_CONNECTING = 64;
    private static final int KEPT_BYTES = 64 * 1024;

    private final InetSocketAddress address;
    private final SwarmListener listener;
    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<SwarmConnection> connections = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final Thread thread = new Thread(this::run, "socket-swarm");
    private int next;
    private int connecting;
    private volatile boolean closed;
    private volatile Throwable failure;

    private SocketSwarm(URI server, int count, IntFunction<RawRequest> requests, SwarmListener listener)
            throws IOException {
        this.address = new InetSocketAddress(server.getHost(), server.getPort());
        this.listener = listener;
        for (int i = 0; i < count; i++) {
            SwarmConnection connection = new SwarmConnection(this, i, KEPT_BYTES);
            connection.write(requests.apply(i).bytes(server.getAuthority()));
            connections.add(connection);
        }
    }

    /**
     * Begins to open connections.
     *
     * @param server the server's URI, of which host and port count
     * @param count how many connections
     * @param requests the request of each, by its index
     * @return the swarm, still connecting
     * @throws IOException if there is no selector to be had
     */
    public static SocketSwarm open(URI server, int count, IntFunction<RawRequest> requests) throws IOException {
        return open(server, count, requests, (connection, bytes, length) -> {});
    }

    /**
     * Begins to open connections and watches them.
     *
     * @param server the server's URI, of which host and port count
     * @param count how many connections
     * @param requests the request of each, by its index
     * @param listener sees what arrives
     * @return the swarm, still connecting
     * @throws IOException if there is no selector to be had
     */
    public static SocketSwarm open(URI server, int count, IntFunction<RawRequest> requests, SwarmListener listener)
            throws IOException {
        SocketSwarm swarm = new SocketSwarm(server, count, requests, listener);
        swarm.thread.setDaemon(true);
        swarm.thread.start();
        return swarm;
    }

    /**
     * The connections, by index.
     *
     * @return all of them, open or not
     */
    public List<SwarmConnection> connections() {
        return List.copyOf(connections);
    }

    /**
     * Counts connections.
     *
     * @param condition what a connection must be like
     * @return how many are
     */
    public long count(Predicate<SwarmConnection> condition) {
        return connections.stream().filter(condition).count();
    }

    /**
     * Waits until every connection fulfils a condition.
     *
     * @param condition what a connection must be like
     * @param deadline how long to wait at most
     */
    public void awaitAll(Predicate<SwarmConnection> condition, Duration deadline) {
        // The one that failed last is asked first: most looks are over after it.
        AtomicInteger suspect = new AtomicInteger();
        Awaitility.await("all " + connections.size() + " connections")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(deadline)
                .until(() -> {
                    if (failure != null) {
                        throw new AssertionError("The swarm has failed", failure);
                    }
                    return connections.isEmpty()
                            || (condition.test(connections.get(suspect.get())) && all(condition, suspect));
                });
    }

    private boolean all(Predicate<SwarmConnection> condition, AtomicInteger suspect) {
        for (SwarmConnection connection : connections) {
            if (!condition.test(connection)) {
                suspect.set(connection.index());
                return false;
            }
        }
        return true;
    }

    /** Cuts all connections by RST. */
    public void resetAll() {
        connections.forEach(SwarmConnection::reset);
    }

    /** Cuts all connections by FIN. */
    public void finAll() {
        connections.forEach(SwarmConnection::fin);
    }

    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        try {
            while (!closed) {
                connectMore();
                selector.select(key -> ready(key, (SwarmConnection) key.attachment()), 1_000);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            failure = e;
        } finally {
            tasks.clear();
            connections.forEach(connection -> end(connection, SwarmConnection.End.CUT));
            closeSelector();
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            failure = e;
        }
    }

    private void connectMore() throws IOException {
        while (next < connections.size() && connecting < MAX_CONNECTING) {
            SwarmConnection connection = connections.get(next++);
            if (connection.end() == SwarmConnection.End.NONE) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                connection.opening(channel, channel.register(selector, SelectionKey.OP_CONNECT, connection));
                connecting++;
                connect(channel, connection);
            }
        }
    }

    private void connect(SocketChannel channel, SwarmConnection connection) {
        try {
            if (channel.connect(address)) {
                connected(connection);
            }
        } catch (IOException refused) {
            end(connection, SwarmConnection.End.RST);
        }
    }

    private void connected(SwarmConnection connection) throws IOException {
        leaveConnecting(connection);
        connection.finishConnect();
    }

    private void leaveConnecting(SwarmConnection connection) {
        if (connection.leavesConnecting()) {
            connecting--;
        }
    }

    private void ready(SelectionKey key, SwarmConnection connection) {
        try {
            if (key.isConnectable()) {
                connected(connection);
            } else if (key.isReadable()) {
                read(connection);
            }
            if (key.isValid() && key.isWritable()) {
                connection.flush();
            }
        } catch (IOException reset) {
            end(connection, SwarmConnection.End.RST);
        }
    }

    private void read(SwarmConnection connection) throws IOException {
        int count = connection.read(buffer);
        if (count > 0) {
            listener.received(connection, buffer.array(), count);
        } else if (count < 0) {
            end(connection, SwarmConnection.End.FIN);
        }
    }

    void end(SwarmConnection connection, SwarmConnection.End how) {
        if (connection.end() != SwarmConnection.End.NONE) {
            return;
        }
        leaveConnecting(connection);
        try {
            connection.ended(how);
        } catch (IOException e) {
            failure = e;
        }
        listener.ended(connection);
    }

    /** Cuts what is still open and ends the swarm's thread. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
