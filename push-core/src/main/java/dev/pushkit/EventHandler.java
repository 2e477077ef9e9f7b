// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * Java code that listens to a hub in its own process.
 *
 * <p>One thread at a time calls it, in order, on one of the hub's workers. What it throws is logged and the next event
 * follows. Blocking here delays this subscriber alone.
 */
@FunctionalInterface
public interface EventHandler {
    /**
     * Takes an event.
     *
     * @param event the event with its place
     */
    void onEvent(StoredEvent event);

    /**
     * Learns that events were lost to it.
     *
     * @param gap where delivery goes on and why
     */
    default void onGap(Control.Gap gap) {}

    /**
     * Learns that no event will follow.
     *
     * @param reason why
     */
    default void onClose(CloseReason reason) {}
}
