// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * Learns what happens, for metrics and logs.
 *
 * <p>Called on many threads at once and on the path of every event: do little, never block. What it throws is logged
 * and ignored.
 */
public interface HubObserver {
    /**
     * An event was published on this node.
     *
     * @param event the event
     * @param place its place in the hub's order
     */
    default void published(Event event, Cursor place) {}

    /**
     * A connection began.
     *
     * @param subscription what it asked for
     */
    default void connected(Subscription subscription) {}

    /**
     * Events were handed to a connection in one write.
     *
     * @param subscription what it asked for
     * @param count how many
     */
    default void delivered(Subscription subscription, int count) {}

    /**
     * A connection was told of a gap.
     *
     * @param subscription what it asked for
     * @param reason why
     */
    default void gap(Subscription subscription, GapReason reason) {}

    /**
     * A connection ended.
     *
     * @param subscription what it asked for
     * @param reason why
     */
    default void disconnected(Subscription subscription, CloseReason reason) {}
}
