// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.List;

/**
 * What a feed read at once.
 *
 * @param events the events, in order
 * @param lost whether events fell out of a log before they were read
 * @param single whether all events come from one log, so that others read the very same run
 * @param more whether a bound cut the reading short
 */
record Reading(List<StoredEvent> events, boolean lost, boolean single, boolean more) {
    static final Reading NOTHING = new Reading(List.of(), false, true, false);

    /** A topic came up of which nobody knows yet whether the subscriber may read it: decide, and read again. */
    static final Reading UNDECIDED = new Reading(List.of(), false, true, true);

    boolean isEmpty() {
        return events.isEmpty() && !lost;
    }

    /** The place before the first event, or the reader's place where there is none. */
    long startOr(long place) {
        return events.isEmpty() ? place : events.get(0).offset() - 1;
    }

    boolean isUndecided() {
        return isEmpty() && more;
    }
}
