// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP/1.1 response: its head, and its body as it arrives.
 *
 * <p>For the one thread that reads the connection.
 */
public final class RawResponse {
    private static final int MAX_LINE = 16 * 1024;

    private final int status;
    private final List<String> headers;
    private final InputStream body;

    private RawResponse(int status, List<String> headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Reads a response's head; interim answers but 101 are skipped.
     *
     * @param in the connection
     * @param hasBody false where the request was a HEAD
     * @return the response, whose body is still to be read
     * @throws IOException if the connection ends, or what arrives is no HTTP
     */
    static RawResponse read(InputStream in, boolean hasBody) throws IOException {
        int status;
        List<String> headers = new ArrayList<>();
        do {
            String line = line(in);
            if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
                throw new IOException("No status line: " + line);
            }
            status = Integer.parseInt(line.substring(9, 12));
            headers.clear();
            for (line = line(in); !line.isEmpty(); line = line(in)) {
                headers.add(line);
            }
        } while (status < 200 && status != 101);
        boolean empty = !hasBody || status == 101 || status == 204 || status == 304;
        return new RawResponse(status, headers, empty ? InputStream.nullInputStream() : body(in, headers));
    }

    private static InputStream body(InputStream in, List<String> headers) {
        if (first(headers, "Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            return new ChunkedInput(in);
        }
        return first(headers, "Content-Length")
                .<InputStream>map(length -> new LimitedInput(in, Long.parseLong(length)))
                .orElse(in);
    }

    /**
     * Reads a line that ends in CRLF.
     *
     * @param in the connection
     * @return the line without its end
     * @throws IOException if the connection ends first, or the line is too long
     */
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException(line.isEmpty() ? "The server has closed the connection" : "Cut after: " + line);
            }
            if (line.length() == MAX_LINE) {
                throw new IOException("A line of more than " + MAX_LINE + " characters");
            }
            line.append((char) b);
        }
        if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
            throw new IOException("A line that does not end in CRLF: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    private static Optional<String> first(List<String> headers, String name) {
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(header -> header.substring(name.length() + 1).strip())
                .findFirst();
    }

    /**
     * The status code.
     *
     * @return for example 200
     */
    public int status() {
        return status;
    }

    /**
     * A header's first value.
     *
     * @param name its name in any case
     * @return the value, or empty where there is no such header
     */
    public Optional<String> header(String name) {
        return first(headers, name);
    }

    /**
     * Whether the server will take another request on this connection.
     *
     * @return false where it announced {@code Connection: close}
     */
    public boolean keepsAlive() {
        return header("Connection").filter("close"::equalsIgnoreCase).isEmpty();
    }

    /**
     * The body without its transfer coding; it ends where the response ends.
     *
     * @return the stream, whose read throws {@link EOFException} where a body is cut short
     */
    public InputStream body() {
        return body;
    }

    /**
     * Reads the whole body.
     *
     * @return the body as UTF-8 text
     * @throws IOException if it is cut short
     */
    public String text() throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
