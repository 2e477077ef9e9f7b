// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.List;
import java.util.Optional;

/**
 * What a poll reads. Immutable, thread-safe.
 *
 * @param cursor where the next poll goes on
 * @param resumed how the resume went
 * @param reason why events are missing, with a gap
 * @param events the events, in the hub's order
 */
public record Batch(Cursor cursor, Resumed resumed, Optional<GapReason> reason, List<StoredEvent> events) {
    /**
     * Copies the list.
     *
     * @param cursor where the next poll goes on
     * @param resumed how the resume went
     * @param reason why events are missing, with a gap
     * @param events the events, in the hub's order
     */
    public Batch {
        events = List.copyOf(events);
    }
}
