// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.Cursor;
import dev.pushkit.Event;
import dev.pushkit.TopicPattern;
import java.util.List;
import java.util.Optional;

/** What a client asks for in one message. Immutable. */
sealed interface ClientCommand {
    /**
     * Follow more.
     *
     * @param topics what to follow, at least one
     * @param since where to start
     */
    record Subscribe(List<TopicPattern> topics, Cursor since) implements ClientCommand {}

    /**
     * Follow less.
     *
     * @param topics the topics and patterns as they were asked for, at least one
     */
    record Unsubscribe(List<TopicPattern> topics) implements ClientCommand {}

    /**
     * Say something.
     *
     * @param event what to say
     * @param key makes a repeat harmless
     */
    record Publish(Event event, Optional<String> key) implements ClientCommand {}

    /** Answer me. */
    record Ping() implements ClientCommand {}
}
