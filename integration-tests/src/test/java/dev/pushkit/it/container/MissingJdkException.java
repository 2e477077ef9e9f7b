// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import org.opentest4j.TestAbortedException;

/**
 * Tells that a server needs a JDK which is not installed, and where one was looked for.
 *
 * <p>It leaves the present test out, by name: what a machine lacks is no fault of the kit.
 */
public final class MissingJdkException extends TestAbortedException {
    private static final long serialVersionUID = 1;

    MissingJdkException(String message) {
        super(message);
    }
}
