// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Map;

/**
 * The hub's figures at one moment. Immutable, thread-safe.
 *
 * @param connections live connections, by transport
 * @param published events stored since the start
 * @param delivered events handed to connections since the start
 * @param gaps gaps told since the start
 * @param closed connections ended since the start, by reason
 * @param topics topics known
 * @param retainedEvents events kept
 * @param retainedBytes bytes of what is kept, before any encoding
 * @param workers workers at work
 * @param stuckWorkers workers held up by one connection
 * @param head the place after the newest event
 */
public record HubStats(
        Map<String, Integer> connections,
        long published,
        long delivered,
        long gaps,
        Map<CloseReason, Long> closed,
        int topics,
        long retainedEvents,
        long retainedBytes,
        int workers,
        int stuckWorkers,
        Cursor head) {
    /**
     * Copies the maps.
     *
     * @param connections live connections, by transport
     * @param published events stored since the start
     * @param delivered events handed to connections since the start
     * @param gaps gaps told since the start
     * @param closed connections ended since the start, by reason
     * @param topics topics known
     * @param retainedEvents events kept
     * @param retainedBytes bytes of what is kept, before any encoding
     * @param workers workers at work
     * @param stuckWorkers workers held up by one connection
     * @param head the place after the newest event
     */
    public HubStats {
        connections = Map.copyOf(connections);
        closed = Map.copyOf(closed);
    }

    /**
     * All live connections.
     *
     * @return their number
     */
    public int connectionCount() {
        return connections.values().stream().mapToInt(Integer::intValue).sum();
    }
}
