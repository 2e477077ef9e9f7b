// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

/** The ways to receive events. */
public enum Transport {
    /** Server-sent events. */
    SSE,
    /** Chunked streaming of JSON lines. */
    STREAM,
    /** Long polling. */
    LONG_POLL,
    /** A poll that is answered at once, again and again. */
    SHORT_POLL,
    /** WebSocket. */
    WEBSOCKET
}
