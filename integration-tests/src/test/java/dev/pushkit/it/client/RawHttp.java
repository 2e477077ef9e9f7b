// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/1.1 over one raw connection, request after request.
 *
 * <p>A response's body must be read to its end before the next request is sent. For one thread, but that another may
 * cut the {@link #connection}.
 */
public final class RawHttp implements Closeable {
    private final RawConnection connection;
    private final String authority;

    private RawHttp(RawConnection connection, URI server) {
        this.connection = connection;
        this.authority = server.getAuthority();
    }

    /**
     * Connects to a server.
     *
     * @param server its URI, of which host and port count
     * @return the connection
     * @throws IOException if nobody listens
     */
    public static RawHttp connect(URI server) throws IOException {
        return new RawHttp(RawConnection.open(server), server);
    }

    /**
     * Connects with a small receive buffer; see {@link RawConnection#open(URI, int)}.
     *
     * @param server its URI, of which host and port count
     * @param receiveBuffer the kernel's buffer in bytes
     * @return the connection
     * @throws IOException if nobody listens
     */
    public static RawHttp connect(URI server, int receiveBuffer) throws IOException {
        return new RawHttp(RawConnection.open(server, receiveBuffer), server);
    }

    /**
     * Sends one GET on a connection of its own and reads the whole answer.
     *
     * @param uri the address, path and query sent as they are
     * @return the body
     * @throws IOException if the status is not 200, or the answer is cut
     */
    public static String text(URI uri) throws IOException {
        try (RawHttp http = connect(uri)) {
            RawResponse response = http.send(RawRequest.get(target(uri)));
            String text = response.text();
            if (response.status() != 200) {
                throw new IOException(uri + " answered " + response.status() + ": " + text);
            }
            return text;
        }
    }

    /**
     * The request target of a URI.
     *
     * @param uri an address
     * @return its raw path and query
     */
    public static String target(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /**
     * Sends a request and reads the head of its response.
     *
     * @param request the request
     * @return the response, whose body is still to be read
     * @throws IOException if the connection is gone or a read passes its deadline
     */
    public RawResponse send(RawRequest request) throws IOException {
        byte[] bytes = request.bytes(authority);
        connection.write(bytes);
        boolean head = new String(bytes, 0, 5, StandardCharsets.US_ASCII).equals("HEAD ");
        return RawResponse.read(connection.in(), !head);
    }

    /**
     * Sends a request's head, whose body is to come piece by piece, and waits for nothing.
     *
     * @param request a request without a body, whose headers say how it comes
     * @throws IOException if the connection is gone
     */
    public void begin(RawRequest request) throws IOException {
        connection.write(request.bytes(authority));
    }

    /**
     * Sends a chunk of a body; an empty one ends it.
     *
     * @param bytes the chunk
     * @throws IOException if the connection is gone
     */
    public void chunk(byte[] bytes) throws IOException {
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[size.length + bytes.length + 2];
        System.arraycopy(size, 0, all, 0, size.length);
        System.arraycopy(bytes, 0, all, size.length, bytes.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        connection.write(all);
    }

    /**
     * Reads the head of the answer to what was begun.
     *
     * @return the response, whose body is still to be read
     * @throws IOException if the connection is gone or a read passes its deadline
     */
    public RawResponse answer() throws IOException {
        return RawResponse.read(connection.in(), true);
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
