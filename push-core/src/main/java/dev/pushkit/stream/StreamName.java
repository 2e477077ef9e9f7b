// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.InvalidInputException;
import dev.pushkit.Topic;

/**
 * The name of a stream, such as {@code demo/cam1}: segments joined by {@code /}, under the rules of topics. Immutable,
 * thread-safe.
 *
 * @param text the whole name, at most 246 bytes of UTF-8
 */
public record StreamName(String text) {
    private static final String RESERVED = "__ds";
    private static final String TOPICS = "$streams/";

    /**
     * Checks the name.
     *
     * @param text the whole name, at most 246 bytes of UTF-8
     * @throws InvalidInputException if it breaks a rule of topics, or its first segment is {@code __ds}
     */
    public StreamName {
        if (text.equals(RESERVED) || text.startsWith(RESERVED + '/')) {
            throw new InvalidInputException("Names that begin with " + RESERVED + " belong to the protocol.");
        }
        topic(text);
    }

    /**
     * The topic under which rules speak of it: {@code $streams/} and the name. Who may subscribe to it may read the
     * stream, who may publish to it may write it.
     *
     * @return a reserved topic, which carries no events
     */
    public Topic topic() {
        return topic(text);
    }

    private static Topic topic(String text) {
        try {
            return Topic.of(TOPICS + text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("The stream's name does not fit. " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
