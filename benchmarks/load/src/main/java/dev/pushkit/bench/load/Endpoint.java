// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.text.Arguments;
import java.util.List;

/**
 * Where to listen and to publish. In paths, {@code {topic}} is a number, {@code {id}} that of the connection, and
 * {@code {pos}} a long poll's position.
 *
 * @param port the server's port of 127.0.0.1
 * @param path where to listen
 * @param publishPort where to publish; the same port mostly
 * @param publishPath where to publish
 * @param headers further headers of those who listen
 * @param publishHeaders further headers of those who publish
 * @param copies headers that lead from one poll to the next
 * @param positionHeader the header of an answer that is {@code {pos}} in the next poll; empty for none
 * @param firstPosition {@code {pos}} in the first poll
 * @param firstMessage what a WebSocket says first; empty for nothing
 */
public record Endpoint(
        int port,
        String path,
        int publishPort,
        String publishPath,
        List<String> headers,
        List<String> publishHeaders,
        List<HeaderCopy> copies,
        String positionHeader,
        String firstPosition,
        String firstMessage) {

    static Endpoint of(Arguments line) {
        int port = line.number("port", 8080);
        return new Endpoint(
                port,
                line.text("path", "/push/sse?topic=t{topic}"),
                line.number("pub-port", port),
                line.text("pub-path", "/push/publish?topic=t{topic}"),
                line.all("hdr"),
                line.all("pub-hdr"),
                line.all("lp-copy").stream().map(HeaderCopy::of).toList(),
                line.text("lp-var", ""),
                line.text("pos0", ""),
                line.text("init", ""));
    }
}
