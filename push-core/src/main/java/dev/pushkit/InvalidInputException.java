// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** Input that breaks a rule of the protocol; over HTTP a 400. Thread-safe. */
public final class InvalidInputException extends PushException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong and what to change, fit for a client
     */
    public InvalidInputException(String message) {
        super(message);
    }
}
