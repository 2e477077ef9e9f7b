// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A PUT whose body goes out little by little and at once, as by {@code curl -T -}. For one thread. */
public final class ChunkedPut implements Closeable {
    private final RawConnection connection;

    private ChunkedPut(RawConnection connection) {
        this.connection = connection;
    }

    /**
     * Begins one.
     *
     * @param address what it puts
     * @param headers further headers, each with its end of line
     * @return the request
     * @throws IOException if it cannot begin
     */
    public static ChunkedPut begin(URI address, String headers) throws IOException {
        RawConnection connection = RawConnection.open(address);
        connection.write("PUT " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getRawAuthority()
                + "\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n");
        return new ChunkedPut(connection);
    }

    /**
     * Sends more of the body.
     *
     * @param bytes where it is
     * @param from the first byte
     * @param to the byte behind the last
     * @throws IOException if it does not go out
     */
    public void send(byte[] bytes, int from, int to) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.write(bytes, from, to - from);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.write(chunk.toByteArray());
    }

    /**
     * Ends the body.
     *
     * @return the status of the answer
     * @throws IOException if there is none
     */
    public int end() throws IOException {
        connection.write("0\r\n\r\n");
        return RawResponse.read(connection.in(), true).status();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
