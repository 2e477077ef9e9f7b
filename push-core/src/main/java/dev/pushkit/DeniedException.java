// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** An action that nobody allowed; over HTTP a 403. Interceptors throw it to veto. Thread-safe. */
public final class DeniedException extends PushException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message who may not do what, fit for a client
     */
    public DeniedException(String message) {
        super(message);
    }
}
