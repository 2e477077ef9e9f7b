// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Optional;

/**
 * What was said: a payload for a topic. Immutable, thread-safe.
 *
 * <p>A type may not be empty, {@code open} or {@code error}, begin with a space or {@code push.}, or hold CR, LF or NUL, which would
 * forge the kit's own signals: {@link InvalidInputException}.
 *
 * @param topic where it belongs
 * @param type the publisher's own kind of event; server-sent events carry it as {@code event}
 * @param payload what it carries
 */
public record Event(Topic topic, Optional<String> type, Payload payload) {
    /**
     * Checks the type.
     *
     * @param topic where it belongs
     * @param type the publisher's own kind of event; server-sent events carry it as {@code event}
     * @param payload what it carries
     * @throws InvalidInputException if a rule above is broken
     */
    public Event {
        type.ifPresent(Event::checkType);
    }

    /**
     * An event of text.
     *
     * @param topic the topic's name
     * @param text the payload
     * @return the event
     * @throws InvalidInputException if the name breaks a rule of topics
     */
    public static Event text(String topic, String text) {
        return new Event(Topic.of(topic), Optional.empty(), Payload.text(text));
    }

    /**
     * An event of JSON.
     *
     * @param topic the topic's name
     * @param json the payload: one JSON value
     * @return the event
     * @throws InvalidInputException if the name breaks a rule of topics or the JSON does not parse
     */
    public static Event json(String topic, String json) {
        return new Event(Topic.of(topic), Optional.empty(), Payload.json(json));
    }

    /**
     * An event of bytes.
     *
     * @param topic the topic's name
     * @param bytes the payload; copied
     * @return the event
     * @throws InvalidInputException if the name breaks a rule of topics
     */
    public static Event binary(String topic, byte[] bytes) {
        return new Event(Topic.of(topic), Optional.empty(), Payload.binary(bytes));
    }

    /**
     * The same event with a type.
     *
     * @param newType the type
     * @return a new event
     * @throws InvalidInputException if the type is not allowed
     */
    public Event withType(String newType) {
        return new Event(topic, Optional.of(newType), payload);
    }

    private static void checkType(String type) {
        boolean forged = type.indexOf('\r') >= 0 || type.indexOf('\n') >= 0 || type.indexOf('\0') >= 0;
        if (forged
                || type.isEmpty()
                || type.charAt(0) == ' '
                || type.equals("open")
                || type.equals("error")
                || type.startsWith("push.")) {
            throw new InvalidInputException("The type is not allowed: it may not be empty, open or error, begin with"
                    + " a space or push., or hold CR, LF or NUL. Choose another or leave it out.");
        }
        if (type.length() > Segments.MAX_BYTES) {
            throw new InvalidInputException(
                    "The type has " + type.length() + " characters: at most " + Segments.MAX_BYTES + " are allowed.");
        }
    }
}
