// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Locale;

/** Why events are missing. */
public enum GapReason {
    /** The cursor is older than what is kept. */
    EVICTED,
    /** The cursor belongs to another incarnation of the hub, or to its future. */
    EPOCH,
    /** The reader fell behind what is kept while it was connected. */
    SLOW;

    /** The word of the protocol. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
