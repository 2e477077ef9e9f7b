// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** A live connection, whatever drains it: a pump or a held poll. */
interface Link {
    Subscription subscription();

    /** Asks it to end in good order. */
    void close(CloseReason reason);

    /** Ends it now. */
    void end(CloseReason reason);
}
