// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.launcher;

import java.util.Map;

/**
 * The options of a launcher's command line. As immutable as the map it is given.
 *
 * @param port the port of 127.0.0.1 to listen on
 * @param values the others, by name
 */
public record Options(int port, Map<String, String> values) {

    /**
     * An option that is a word.
     *
     * @param name its name
     * @param otherwise what it is where it is not given
     * @return the word
     */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /**
     * An option that is a number.
     *
     * @param name its name
     * @param otherwise what it is where it is not given
     * @return the number
     */
    public int number(String name, int otherwise) {
        return values.containsKey(name) ? Integer.parseInt(values.get(name)) : otherwise;
    }

    /**
     * Whether applications shall find a WebSocket implementation.
     *
     * @return true unless {@code websocket=false}
     */
    public boolean websocket() {
        return !"false".equals(values.get("websocket"));
    }

    /**
     * Whether the server shall speak HTTP/2 without TLS.
     *
     * @return whether there is {@code h2c=true}
     */
    public boolean h2c() {
        return "true".equals(values.get("h2c"));
    }
}
