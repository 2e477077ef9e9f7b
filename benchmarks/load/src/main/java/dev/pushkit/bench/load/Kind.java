// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.util.Locale;

/** How a subscriber listens. */
public enum Kind {
    /** Server-sent events. */
    SSE,
    /** An endless answer. */
    STREAM,
    /** WebSocket. */
    WS,
    /** Long polling. */
    LONGPOLL;

    static Kind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
