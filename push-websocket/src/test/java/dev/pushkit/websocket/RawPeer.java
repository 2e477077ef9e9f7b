// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer that does as it likes with pings: it answers late, or never. */
final class RawPeer implements AutoCloseable {
    private static final int PING = 9;
    // A final pong without a payload, masked by zeros.
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Socket socket;
    private final AtomicInteger pings = new AtomicInteger();

    private RawPeer(Socket socket) {
        this.socket = socket;
    }

    static RawPeer connect(int port, String path, Optional<Duration> pongAfter) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        RawPeer peer = new RawPeer(socket);
        String handshake = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head.toString());
        }
        pongAfter.ifPresent(delay -> peer.threads.execute(() -> peer.read(in, delay)));
        return peer;
    }

    /** How many it has read so far. */
    int pings() {
        return pings.get();
    }

    private void read(DataInputStream in, Duration delay) {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                int length = in.readUnsignedByte();
                in.readFully(new byte[length == 126 ? in.readUnsignedShort() : length]);
                if (opcode == PING) {
                    pings.incrementAndGet();
                    threads.schedule(this::pong, delay.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (IOException e) {
            // The server is gone.
        }
    }

    private void pong() {
        try {
            socket.getOutputStream().write(PONG);
        } catch (IOException e) {
            // The server is gone.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
