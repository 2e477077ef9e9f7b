// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A WebSocket client over a raw connection, which a test can make misbehave.
 *
 * <p>It answers pings and the server's close while it reads, unless it was made {@link #silent}. One thread reads; any
 * may send.
 */
public final class RawWebSocket implements Closeable {
    private static final System.Logger LOG = System.getLogger(RawWebSocket.class.getName());

    private final RawConnection connection;
    private final RawResponse handshake;
    private volatile boolean silent;
    private volatile int pings;
    private volatile WsFrame close;

    private RawWebSocket(RawConnection connection, RawResponse handshake) {
        this.connection = connection;
        this.handshake = handshake;
    }

    /**
     * Connects and offers the subprotocol {@code push.v1}.
     *
     * @param uri the address with any scheme, query included
     * @return the open WebSocket
     * @throws IOException if the server does not answer 101
     */
    public static RawWebSocket connect(URI uri) throws IOException {
        return connect(uri, Map.of("Sec-WebSocket-Protocol", "push.v1"));
    }

    /**
     * Connects with the test's own headers.
     *
     * @param uri the address with any scheme, query included
     * @param headers headers to add, such as {@code Origin}
     * @return the open WebSocket
     * @throws IOException if the server does not answer 101
     */
    public static RawWebSocket connect(URI uri, Map<String, String> headers) throws IOException {
        RawHttp http = RawHttp.connect(uri);
        try {
            RawResponse response = http.send(handshake(RawHttp.target(uri), headers));
            if (response.status() != 101) {
                throw new IOException("Refused with " + response.status() + ": " + response.text());
            }
            return new RawWebSocket(http.connection(), response);
        } catch (IOException e) {
            http.close();
            throw e;
        }
    }

    /**
     * The request of a handshake, for a test that expects a refusal.
     *
     * @param target path and query
     * @param headers headers to add
     * @return the request
     */
    public static RawRequest handshake(String target, Map<String, String> headers) {
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        RawRequest request = RawRequest.get(target)
                .header("Upgrade", "websocket")
                .header("Connection", "Upgrade")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return request;
    }

    /**
     * The subprotocol that the server chose.
     *
     * @return its name, or empty where it chose none
     */
    public Optional<String> subprotocol() {
        return handshake.header("Sec-WebSocket-Protocol");
    }

    /**
     * Waits for the next text or binary message.
     *
     * @return its text, or empty once the server has sent its close frame
     * @throws IOException if the connection is cut or a read passes its deadline
     */
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (close == null) {
            WsFrame frame = WsFrame.read(connection.in());
            if (!control(frame)) {
                message.writeBytes(frame.payload());
                if (frame.fin()) {
                    return Optional.of(message.toString(StandardCharsets.UTF_8));
                }
            }
        }
        return Optional.empty();
    }

    private boolean control(WsFrame frame) {
        if (frame.opcode() == WsFrame.PING) {
            pings++;
            answer(new WsFrame(true, WsFrame.PONG, frame.payload()));
        } else if (frame.opcode() == WsFrame.CLOSE) {
            close = frame;
            answer(frame);
        }
        return frame.opcode() >= WsFrame.CLOSE;
    }

    private void answer(WsFrame frame) {
        if (silent) {
            return;
        }
        try {
            send(frame);
        } catch (IOException gone) {
            // The server need not wait for an answer; what it said before it went is still there to be read.
            LOG.log(System.Logger.Level.DEBUG, "Nobody waits for the answer.", gone);
        }
    }

    /** Answers no ping and no close from now on, as behind a black hole. */
    public void silent() {
        silent = true;
    }

    /**
     * How many pings have arrived.
     *
     * @return the count
     */
    public int pings() {
        return pings;
    }

    /**
     * The code of the server's close frame.
     *
     * @return the code, or empty while there was none
     */
    public OptionalInt closeCode() {
        WsFrame frame = close;
        return frame == null ? OptionalInt.empty() : OptionalInt.of(frame.closeCode());
    }

    /**
     * Sends a text message.
     *
     * @param text the message
     * @throws IOException if the connection is gone
     */
    public void text(String text) throws IOException {
        send(new WsFrame(true, WsFrame.TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sends one text message in several frames.
     *
     * @param parts its parts, each a frame
     * @throws IOException if the connection is gone
     */
    public void fragments(String... parts) throws IOException {
        for (int i = 0; i < parts.length; i++) {
            int opcode = i == 0 ? WsFrame.TEXT : WsFrame.CONTINUATION;
            send(new WsFrame(i == parts.length - 1, opcode, parts[i].getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * Sends a close frame; the connection stays open until the server has answered.
     *
     * @param code for example 1000
     * @throws IOException if the connection is gone
     */
    public void sendClose(int code) throws IOException {
        send(new WsFrame(
                true,
                WsFrame.CLOSE,
                ByteBuffer.allocate(2).putShort((short) code).array()));
    }

    /**
     * Sends a frame with a mask, as a client must.
     *
     * @param frame the frame
     * @throws IOException if the connection is gone
     */
    public synchronized void send(WsFrame frame) throws IOException {
        connection.write(frame.masked());
    }

    /**
     * Sends a frame without a mask, which a server must refuse.
     *
     * @param frame the frame
     * @throws IOException if the connection is gone
     */
    public synchronized void sendUnmasked(WsFrame frame) throws IOException {
        connection.write(frame.unmasked());
    }

    /**
     * The connection, to cut it or to set its deadline.
     *
     * @return the connection
     */
    public RawConnection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
