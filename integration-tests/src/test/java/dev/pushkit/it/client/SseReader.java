// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads events from a response's body, one at a time. For one thread.
 */
public final class SseReader {
    private final Queue<SseEvent> parsed = new ArrayDeque<>();
    private final SseParser parser = new SseParser(parsed::add);
    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024];

    /**
     * A reader at the start of a stream.
     *
     * @param in the body
     */
    public SseReader(InputStream in) {
        this.in = in;
    }

    /**
     * Waits for the next event that is dispatched.
     *
     * @return the event, or empty at the end of the stream
     * @throws IOException if the connection is cut or a read passes its deadline
     */
    public Optional<SseEvent> next() throws IOException {
        while (parsed.isEmpty()) {
            if (!read()) {
                return Optional.empty();
            }
        }
        return Optional.of(parsed.remove());
    }

    /**
     * Waits for the next bytes, be they an event or not.
     *
     * @return false at the end of the stream
     * @throws IOException if the connection is cut or the read passes its deadline
     */
    public boolean read() throws IOException {
        int count = in.read(buffer);
        if (count > 0) {
            parser.feed(buffer, 0, count);
        }
        return count >= 0;
    }

    /**
     * What the stream has said besides its events.
     *
     * @return the parser
     */
    public SseParser parser() {
        return parser;
    }
}
