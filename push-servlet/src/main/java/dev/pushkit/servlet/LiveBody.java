// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

/** A body that is on its way, to a client or from one. Thread-safe. */
interface LiveBody {
    /** Ends it in good order, at the next place where that is possible, since the server stops. */
    void end();

    /** Ends it at once. */
    void abort();
}
