// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A TCP connection whose end the test chooses: FIN, RST, or silence.
 *
 * <p>One thread may read while another writes or cuts.
 */
public final class RawConnection implements Closeable {
    private static final int CONNECT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects to the host and port of a URI; a read waits 10 seconds at most.
     *
     * @param server for example {@code http://127.0.0.1:8080/}
     * @return the connection
     * @throws IOException if nobody listens
     */
    public static RawConnection open(URI server) throws IOException {
        return open(server, 0);
    }

    /**
     * Connects with a receive buffer of a given size, so that a client that stops reading is felt soon.
     *
     * @param server for example {@code http://127.0.0.1:8080/}
     * @param receiveBuffer the kernel's buffer in bytes, 0 for its default
     * @return the connection
     * @throws IOException if nobody listens
     */
    public static RawConnection open(URI server, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
            RawConnection connection = new RawConnection(socket);
            connection.readDeadline(Duration.ofSeconds(10));
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sets how long a read may wait; then it throws {@link java.net.SocketTimeoutException}.
     *
     * @param deadline the time of one read
     * @throws IOException if the connection is closed
     */
    public void readDeadline(Duration deadline) throws IOException {
        socket.setSoTimeout(Math.toIntExact(deadline.toMillis()));
    }

    /**
     * What the server sends.
     *
     * @return the buffered stream of this connection, always the same
     */
    public InputStream in() {
        return in;
    }

    /**
     * Sends bytes.
     *
     * @param bytes what to send
     * @throws IOException if the connection is gone
     */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /**
     * Sends text in UTF-8.
     *
     * @param text what to send
     * @throws IOException if the connection is gone
     */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Cuts by RST: the server's next read or write fails. On a closed connection it does nothing.
     *
     * @throws IOException if the socket cannot be closed
     */
    public void reset() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /**
     * Cuts by FIN, even where bytes are still unread; the kernel answers what comes later by RST.
     *
     * @throws IOException if the socket cannot be closed
     */
    public void fin() throws IOException {
        if (!socket.isClosed() && !socket.isOutputShutdown()) {
            // A mere close would send RST instead, were there unread bytes.
            socket.shutdownOutput();
        }
        socket.close();
    }

    /**
     * Sends FIN but goes on reading.
     *
     * @throws IOException if the connection is gone
     */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * The port at this end, by which a server's log or a proxy knows the connection.
     *
     * @return the port
     */
    public int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
