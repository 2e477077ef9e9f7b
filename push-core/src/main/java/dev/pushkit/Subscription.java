// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client asks to follow. Immutable, thread-safe.
 *
 * @param patterns the topics and patterns; empty only for a connection that will ask later
 * @param since where to start; a sentinel, or a place
 * @param identity who asks
 * @param heartbeat the interval that the client wishes; clamped to the server's bounds
 * @param limit the most events in one answer to a poll; 0 for the server's own bound
 * @param transport the word for statistics, such as {@code sse}
 */
public record Subscription(
        List<TopicPattern> patterns,
        Cursor since,
        Identity identity,
        Optional<Duration> heartbeat,
        int limit,
        String transport) {
    /**
     * Copies the list.
     *
     * @param patterns the topics and patterns; empty only for a connection that will ask later
     * @param since where to start; a sentinel, or a place
     * @param identity who asks
     * @param heartbeat the interval that the client wishes; clamped to the server's bounds
     * @param limit the most events in one answer to a poll; 0 for the server's own bound
     * @param transport the word for statistics, such as {@code sse}
     */
    public Subscription {
        patterns = List.copyOf(patterns);
    }

    /**
     * A subscription from now on, of somebody unknown.
     *
     * @param patterns topics and patterns
     * @return the subscription
     * @throws InvalidInputException if one of them is no pattern
     */
    public static Subscription to(String... patterns) {
        return to(Stream.of(patterns).map(TopicPattern::of).toList());
    }

    /**
     * A subscription from now on, of somebody unknown.
     *
     * @param patterns topics and patterns
     * @return the subscription
     */
    public static Subscription to(List<TopicPattern> patterns) {
        return new Subscription(patterns, Cursor.LATEST, Identity.ANONYMOUS, Optional.empty(), 0, "java");
    }

    /**
     * The same from another place.
     *
     * @param cursor the place
     * @return a new subscription
     */
    public Subscription since(Cursor cursor) {
        return new Subscription(patterns, cursor, identity, heartbeat, limit, transport);
    }

    /**
     * The same for somebody else.
     *
     * @param who the identity
     * @return a new subscription
     */
    public Subscription as(Identity who) {
        return new Subscription(patterns, since, who, heartbeat, limit, transport);
    }

    /**
     * The same with a wish for the heartbeat.
     *
     * @param interval the interval
     * @return a new subscription
     */
    public Subscription heartbeat(Duration interval) {
        return new Subscription(patterns, since, identity, Optional.of(interval), limit, transport);
    }

    /**
     * The same with a bound on a poll's answer.
     *
     * @param events the most events; 0 for the server's own bound
     * @return a new subscription
     */
    public Subscription limit(int events) {
        return new Subscription(patterns, since, identity, heartbeat, events, transport);
    }

    /**
     * The same over another transport.
     *
     * @param word the word for statistics
     * @return a new subscription
     */
    public Subscription over(String word) {
        return new Subscription(patterns, since, identity, heartbeat, limit, word);
    }
}
