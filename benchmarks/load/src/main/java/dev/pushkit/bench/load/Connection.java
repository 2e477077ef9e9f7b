// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A TCP connection of the loop. Not thread-safe. */
abstract class Connection {
    private final Loop loop;
    private SocketChannel channel;
    private SelectionKey key;
    /** What the kernel did not take; null mostly. */
    private ByteBuffer unsent;

    Connection(Loop loop) {
        this.loop = loop;
    }

    abstract void connected();

    abstract void received(byte[] in, int length);

    /** The connection is over, and not by our wish. */
    abstract void ended();

    /** Any option of the socket, before it connects. */
    void prepare(SocketChannel fresh) throws IOException {}

    Loop loop() {
        return loop;
    }

    /**
     * Begins to connect.
     *
     * @param from the address to come from; null for any
     * @throws IOException if there is no socket left
     */
    final void open(SocketAddress from, InetSocketAddress to) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // A reset at the end: thousands of ports would be blocked for a minute otherwise.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        prepare(channel);
        if (from != null) {
            channel.bind(from);
        }
        channel.connect(to);
        key = channel.register(loop.selector(), SelectionKey.OP_CONNECT, this);
    }

    final void ready() {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                connected();
                return;
            }
            if (key.isWritable()) {
                flush();
            }
            if (key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            end();
        }
    }

    private void read() throws IOException {
        ByteBuffer in = loop.in();
        int length = channel.read(in);
        if (length < 0) {
            end();
        } else if (length > 0) {
            received(loop.take(), length);
        }
    }

    private void end() {
        close();
        ended();
    }

    /** Sends a message, the rest of it later where the kernel does not take it all. */
    final void send(ByteBuffer message) {
        try {
            if (unsent == null) {
                channel.write(message);
                if (message.hasRemaining()) {
                    unsent = copy(message);
                    key.interestOpsOr(SelectionKey.OP_WRITE);
                }
            } else {
                ByteBuffer joined = ByteBuffer.allocate(unsent.remaining() + message.remaining());
                unsent = joined.put(unsent).put(message).flip();
            }
        } catch (IOException e) {
            end();
        }
    }

    private static ByteBuffer copy(ByteBuffer message) {
        return ByteBuffer.allocate(message.remaining()).put(message).flip();
    }

    private void flush() throws IOException {
        channel.write(unsent);
        if (!unsent.hasRemaining()) {
            unsent = null;
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    /** Takes no byte from now on. */
    final void stall() {
        key.interestOps(0);
    }

    final boolean isOpen() {
        return channel != null && channel.isOpen();
    }

    final void close() {
        unsent = null;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
