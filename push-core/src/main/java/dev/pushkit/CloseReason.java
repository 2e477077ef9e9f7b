// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Locale;

/** Why a connection ended. */
public enum CloseReason {
    /** The hub was closed: the server or the application stops. */
    SHUTDOWN(true),
    /** What allowed the connection is over. */
    EXPIRED(true),
    /** The connection is old enough to be made anew. */
    MAX_AGE(true),
    /** The reader was too slow. */
    SLOW(true),
    /** The subscriber may not listen here any more. */
    DENIED(false),
    /** The peer is gone: a write failed or a sign of life is missing. */
    LOST(true),
    /** The client ended it. */
    CLIENT(false),
    /** The server failed. */
    FAILED(true);

    private final boolean reconnect;

    CloseReason(boolean reconnect) {
        this.reconnect = reconnect;
    }

    /**
     * Tells whether connecting again makes sense.
     *
     * @return true where a client should try again
     */
    public boolean reconnect() {
        return reconnect;
    }

    /** The word of the protocol. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
