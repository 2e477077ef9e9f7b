// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;

/** There is no room for more. */
final class StorageFullException extends IOException {
    private static final long serialVersionUID = 1L;

    StorageFullException(String message) {
        super(message);
    }

    StorageFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
