// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request as it went over the wire.
 *
 * @param method such as {@code GET}
 * @param target the path and the query
 * @param text the whole head, with its last empty line
 */
public record RequestHead(String method, String target, String text) {
    // Whoever sends no request line at all gets an empty method and target.
    static RequestHead parse(String text) {
        String[] line = text.substring(0, text.indexOf("\r\n")).split(" ");
        return new RequestHead(line[0], line.length > 1 ? line[1] : "", text);
    }

    /**
     * The target without its query.
     *
     * @return the path
     */
    public String path() {
        return target.replaceFirst("\\?.*", "");
    }

    /**
     * Whether the request asks for a WebSocket.
     *
     * @return whether it does
     */
    public boolean webSocket() {
        return header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
    }

    /**
     * A header's value.
     *
     * @param name the header's name, in any case
     * @return the value of the first such header
     */
    public Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    long bodyLength() {
        return header("Content-Length").map(Long::parseLong).orElse(0L);
    }

    // Where the next request begins cannot be told without reading chunks or frames.
    boolean endless() {
        return webSocket() || header("Transfer-Encoding").isPresent();
    }
}
