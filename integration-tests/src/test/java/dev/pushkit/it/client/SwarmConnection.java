// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One connection of a {@link SocketSwarm}.
 *
 * <p>Thread-safe; what it is told to do is done by the swarm's thread.
 */
public final class SwarmConnection {

    /** How a connection has ended. */
    public enum End {
        /** It has not. */
        NONE,
        /** The server has closed it in order. */
        FIN,
        /** The server has reset it, or it was never accepted. */
        RST,
        /** The test has cut it. */
        CUT
    }

    private final SocketSwarm swarm;
    private final int index;
    private final int bound;

    // Touched by the swarm's thread only.
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private SocketChannel channel;
    private SelectionKey key;
    private boolean connecting;
    private boolean paused;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile long received;
    private volatile End end = End.NONE;
    private volatile boolean connected;

    SwarmConnection(SocketSwarm swarm, int index, int bound) {
        this.swarm = swarm;
        this.index = index;
        this.bound = bound;
    }

    /**
     * The connection's number in its swarm.
     *
     * @return the number, from 0
     */
    public int index() {
        return index;
    }

    /**
     * How many bytes have arrived.
     *
     * @return the count, kept or not
     */
    public long received() {
        return received;
    }

    /**
     * What has arrived, up to the swarm's bound.
     *
     * @return the first bytes as UTF-8 text, heads and chunk sizes included
     */
    public String text() {
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    /**
     * How the connection has ended.
     *
     * @return the end, {@link End#NONE} while it is open or being opened
     */
    public End end() {
        return end;
    }

    /**
     * Whether the connection stands.
     *
     * @return true between connect and end
     */
    public boolean isOpen() {
        return connected && end == End.NONE;
    }

    /**
     * Sends bytes, after those that wait already.
     *
     * @param bytes for example a further request; not copied
     */
    public void send(byte[] bytes) {
        swarm.execute(() -> write(bytes));
    }

    /** Stops reading, so that the server feels a stalled client. */
    public void pause() {
        swarm.execute(() -> {
            paused = true;
            interest();
        });
    }

    /** Reads again. */
    public void resume() {
        swarm.execute(() -> {
            paused = false;
            interest();
        });
    }

    /** Cuts by RST. */
    public void reset() {
        swarm.execute(() -> cut(true));
    }

    /** Cuts by FIN. */
    public void fin() {
        swarm.execute(() -> cut(false));
    }

    // Below: the swarm's thread only.

    void opening(SocketChannel socketChannel, SelectionKey selectionKey) {
        channel = socketChannel;
        key = selectionKey;
        connecting = true;
    }

    /** Tells once that it is no longer connecting. */
    boolean leavesConnecting() {
        boolean leaves = connecting;
        connecting = false;
        return leaves;
    }

    void finishConnect() throws IOException {
        channel.finishConnect();
        connected = true;
        flush();
    }

    void write(byte[] bytes) {
        if (end == End.NONE) {
            unsent.add(ByteBuffer.wrap(bytes));
            interest();
        }
    }

    void flush() throws IOException {
        while (!unsent.isEmpty()) {
            channel.write(unsent.element());
            if (unsent.element().hasRemaining()) {
                break;
            }
            unsent.remove();
        }
        interest();
    }

    private void interest() {
        if (connected && key.isValid()) {
            key.interestOps((paused ? 0 : SelectionKey.OP_READ) | (unsent.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        }
    }

    int read(ByteBuffer buffer) throws IOException {
        int count = channel.read(buffer.clear());
        if (count > 0) {
            synchronized (kept) {
                kept.write(buffer.array(), 0, Math.min(count, bound - kept.size()));
            }
            received += count;
        }
        return count;
    }

    void ended(End how) throws IOException {
        end = how;
        if (channel != null) {
            channel.close();
        }
    }

    private void cut(boolean reset) {
        if (end != End.NONE) {
            return;
        }
        try {
            if (connected && reset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } else if (connected) {
                channel.shutdownOutput();
            }
            swarm.end(this, End.CUT);
        } catch (IOException goneAlready) {
            swarm.end(this, End.RST);
        }
    }
}
