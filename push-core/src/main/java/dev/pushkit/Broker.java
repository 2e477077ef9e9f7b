// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.List;
import java.util.function.Consumer;

/**
 * Orders events and tells every node of them. Thread-safe.
 *
 * <p>Its offsets rise without repeating, and every node sees the events in their order.
 */
public interface Broker extends AutoCloseable {
    /**
     * Names this incarnation of the order; a cursor of another one is a gap.
     *
     * @return 1 to 40 letters and digits
     */
    String epoch();

    /**
     * Begins.
     *
     * @param log takes events in their order, one call at a time; it is short and never blocks
     */
    void start(Consumer<List<StoredEvent>> log);

    /**
     * Appends events side by side: all, or none. Where it hands them to the log by itself, workers deliver them once this has
     * returned.
     *
     * @param events the events, at least one
     * @return their places, in the same order
     * @throws OverloadedException where the order cannot be reached now
     */
    List<Cursor> append(List<Event> events);

    /** Ends. Idempotent. */
    @Override
    void close();
}
