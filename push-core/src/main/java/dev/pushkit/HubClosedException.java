// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** The hub was closed; over HTTP a 503. Thread-safe. */
public final class HubClosedException extends PushException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public HubClosedException() {
        super("The server is shutting down: connect again in a moment.");
    }
}
