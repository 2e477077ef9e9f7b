// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.List;
import java.util.Optional;

/** A client's live link to the hub. Thread-safe. */
public interface Subscriber {
    /** Starts delivery: what is first on the wire is written on the calling thread. Call it once. */
    void open();

    /** Tells that the outlet takes bytes again. Cheap: it sets a flag and wakes a worker. */
    void wake();

    /** Tells that the connection is gone. Cheap and idempotent; fit for any callback of a container. */
    void lost();

    /**
     * Ends the connection after a last word. Idempotent: the first reason counts.
     *
     * @param reason why
     */
    void close(CloseReason reason);

    /**
     * Adds a subscription to the connection; answered by an open, what it replays, and a live.
     *
     * @param ref the client's own name of its command
     * @param subscription what to follow besides
     * @throws InvalidInputException if there are too many topics
     * @throws DeniedException if it is not allowed
     * @throws HubClosedException if the hub is closed
     */
    void add(Optional<String> ref, Subscription subscription);

    /**
     * Takes patterns back; answered by an ok.
     *
     * @param ref the client's own name of its command
     * @param patterns the patterns, as they were asked for
     */
    void remove(Optional<String> ref, List<TopicPattern> patterns);

    /**
     * Says something between two events.
     *
     * @param control what to say
     */
    void say(Control control);

    /**
     * The connection's place.
     *
     * @return the cursor from which another connection could go on
     */
    Cursor cursor();
}
