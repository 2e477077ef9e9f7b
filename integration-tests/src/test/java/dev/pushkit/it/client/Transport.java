// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

/** The ways to receive events. */
public enum Transport {
    /** Server-sent events. */
    SSE("SSE"),
    /** Chunked streaming of JSON lines. */
    STREAM("stream"),
    /** Long polling. */
    LONG_POLL("long poll"),
    /** A poll that is answered at once, again and again. */
    SHORT_POLL("short poll"),
    /** WebSocket. */
    WEBSOCKET("WebSocket");

    private final String title;

    Transport(String title) {
        this.title = title;
    }

    /**
     * Its name in a sentence.
     *
     * @return for example {@code SSE}
     */
    public String title() {
        return title;
    }
}
