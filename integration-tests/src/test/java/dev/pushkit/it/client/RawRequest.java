// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP/1.1 request, written as the test says, right or wrong.
 *
 * <p>Immutable.
 */
public final class RawRequest {
    private final String method;
    private final String target;
    private final List<String> headers;
    private final byte[] body;

    private RawRequest(String method, String target, List<String> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /**
     * A request without a body.
     *
     * @param method for example {@code DELETE}
     * @param target path and query, sent as it is
     * @return the request
     */
    public static RawRequest of(String method, String target) {
        return new RawRequest(method, target, List.of(), new byte[0]);
    }

    /**
     * A GET request.
     *
     * @param target path and query, sent as it is
     * @return the request
     */
    public static RawRequest get(String target) {
        return of("GET", target);
    }

    /**
     * A POST request with a text body.
     *
     * @param target path and query, sent as it is
     * @param contentType the body's media type
     * @param body the body, sent in UTF-8 with its Content-Length
     * @return the request
     */
    public static RawRequest post(String target, String contentType, String body) {
        return post(target, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A POST request.
     *
     * @param target path and query, sent as it is
     * @param contentType the body's media type
     * @param body the body, sent with its Content-Length
     * @return the request
     */
    public static RawRequest post(String target, String contentType, byte[] body) {
        return of("POST", target).body(contentType, body);
    }

    /**
     * The same request with a body.
     *
     * @param contentType the body's media type
     * @param bytes the body, sent with its Content-Length
     * @return a new request
     */
    public RawRequest body(String contentType, byte[] bytes) {
        return new RawRequest(method, target, headers, bytes.clone())
                .header("Content-Type", contentType)
                .header("Content-Length", Integer.toString(bytes.length));
    }

    /**
     * The same request with a body that comes in pieces, whoever sends them.
     *
     * @param contentType the body's media type
     * @return a new request
     */
    public RawRequest inPieces(String contentType) {
        return header("Content-Type", contentType).header("Transfer-Encoding", "chunked");
    }

    /**
     * The same request with one more header.
     *
     * @param name its name
     * @param value its value
     * @return a new request
     */
    public RawRequest header(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new RawRequest(method, target, more, body);
    }

    /**
     * The bytes to send.
     *
     * @param authority the Host header's value, left out where the test gave one itself
     * @return head and body
     */
    public byte[] bytes(String authority) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.regionMatches(true, 0, "Host:", 0, 5))) {
            head.append("Host: ").append(authority).append("\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
