// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Reads one JSON object a line from a response's body. For one thread. */
public final class NdjsonReader {
    private final Queue<String> lines = new ArrayDeque<>();
    private final LineSplitter splitter = new LineSplitter(lines::add);
    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024];

    /**
     * A reader at the start of a stream.
     *
     * @param in the body
     */
    public NdjsonReader(InputStream in) {
        this.in = in;
    }

    /**
     * Waits for the next object.
     *
     * @return the object, or empty at the end of the stream
     * @throws IOException if the connection is cut or a read passes its deadline
     */
    public Optional<JsonObject> next() throws IOException {
        while (lines.isEmpty()) {
            int count = in.read(buffer);
            if (count < 0) {
                return Optional.empty();
            }
            splitter.feed(buffer, 0, count);
        }
        return Optional.of(object(lines.remove()));
    }

    /**
     * Parses one object.
     *
     * @param text its JSON
     * @return the object
     */
    public static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
