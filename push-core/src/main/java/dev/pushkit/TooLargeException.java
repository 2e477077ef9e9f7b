// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** An event or a body over its limit; over HTTP a 413. Thread-safe. */
public final class TooLargeException extends PushException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the limit in bytes and what exceeded it, fit for a client
     */
    public TooLargeException(String message) {
        super(message);
    }
}
