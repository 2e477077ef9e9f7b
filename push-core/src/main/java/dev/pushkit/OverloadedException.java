// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;

/** A limit on connections, topics or rate was reached; over HTTP a 503 or 429. Thread-safe. */
public final class OverloadedException extends PushException {
    private static final long serialVersionUID = 1L;

    private final boolean ownFault;
    private final Duration retryAfter;

    private OverloadedException(String message, boolean ownFault, Duration retryAfter) {
        super(message);
        this.ownFault = ownFault;
        this.retryAfter = retryAfter;
    }

    /**
     * The server as a whole is full (503).
     *
     * @param message which limit was reached, fit for a client
     * @param retryAfter how long to wait before the next try
     * @return the exception
     */
    public static OverloadedException ofServer(String message, Duration retryAfter) {
        return new OverloadedException(message, false, retryAfter);
    }

    /**
     * This client alone asks for too much (429).
     *
     * @param message which limit was reached, fit for a client
     * @param retryAfter how long to wait before the next try
     * @return the exception
     */
    public static OverloadedException ofClient(String message, Duration retryAfter) {
        return new OverloadedException(message, true, retryAfter);
    }

    /**
     * Tells whose limit it is.
     *
     * @return true where this client alone reached a limit of its own (429), false where the server is full (503)
     */
    public boolean isOwnFault() {
        return ownFault;
    }

    /**
     * The wait before another try makes sense.
     *
     * @return the wait, never negative
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
