// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * The root of what the hub refuses or cannot do.
 *
 * <p>Its message says what to change and is safe to show to a client. Immutable, thread-safe.
 */
public abstract sealed class PushException extends RuntimeException
        permits DeniedException, HubClosedException, InvalidInputException, OverloadedException, TooLargeException {
    private static final long serialVersionUID = 1L;

    PushException(String message) {
        super(message);
    }
}
