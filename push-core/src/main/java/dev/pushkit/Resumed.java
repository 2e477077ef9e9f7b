// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Locale;

/** How a resume went. */
public enum Resumed {
    /** No cursor was given, or a sentinel. */
    NONE,
    /** No event in between was lost. */
    COMPLETE,
    /** Some events may be lost. */
    GAP;

    /** The word of the protocol. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
