// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.List;
import java.util.Optional;

/**
 * Events that somebody publishes over the network: all of them, or none. Immutable, thread-safe.
 *
 * @param events the events, in order; at least one
 * @param identity who publishes
 * @param key a repeat with the same key, identity and topic publishes nothing and gets the first answer
 */
public record Publication(List<Event> events, Identity identity, Optional<String> key) {
    private static final int MAX_KEY = 255;

    /**
     * Copies the list.
     *
     * @param events the events, in order; at least one
     * @param identity who publishes
     * @param key a repeat with the same key, identity and topic publishes nothing and gets the first answer
     * @throws InvalidInputException if the key is empty or has more than 255 characters
     */
    public Publication {
        events = List.copyOf(events);
        key.ifPresent(Publication::checkKey);
    }

    /**
     * One event without a key.
     *
     * @param event the event
     * @param identity who publishes
     * @return the publication
     */
    public static Publication of(Event event, Identity identity) {
        return new Publication(List.of(event), identity, Optional.empty());
    }

    private static void checkKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw new InvalidInputException(
                    "The idempotency key has " + key.length() + " characters: send 1 to " + MAX_KEY + ", or none.");
        }
    }

    // A batch has a scope of its own, since a repeat counts whatever its body.
    String scope() {
        return events.size() == 1 ? events.get(0).topic().name() : "**";
    }
}
