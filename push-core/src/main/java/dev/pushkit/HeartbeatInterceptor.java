// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.Optional;

/** User code that decides a connection's signs of life. Thread-safe: called on many threads, with no lock held. */
@FunctionalInterface
public interface HeartbeatInterceptor {
    /**
     * The interval for a new connection.
     *
     * @param subscription what the client asked for
     * @param agreed the interval after the server's bounds were applied
     * @return the interval to use, at least a millisecond; the server comes at least a twentieth of it early
     */
    Duration interval(Subscription subscription, Duration agreed);

    /**
     * What each heartbeat of the connection carries besides the cursor.
     *
     * @param subscription what the client asked for
     * @return one JSON value, or empty for none
     */
    default Optional<String> payload(Subscription subscription) {
        return Optional.empty();
    }
}
