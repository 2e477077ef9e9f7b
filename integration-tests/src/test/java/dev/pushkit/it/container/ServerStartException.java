// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;

/** Tells why a server did not start, with the last lines of its log. */
public final class ServerStartException extends IOException {
    private static final long serialVersionUID = 1;

    ServerStartException(String message) {
        super(message);
    }
}
