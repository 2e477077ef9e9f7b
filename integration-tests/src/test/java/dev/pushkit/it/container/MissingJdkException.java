// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;

/** Tells that a server needs a JDK which is not installed, and where one was looked for. */
public final class MissingJdkException extends IOException {
    private static final long serialVersionUID = 1;

    MissingJdkException(String message) {
        super(message);
    }
}
