// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * The name of a log of events, such as {@code stocks/ACME}.
 *
 * <p>1 to 255 bytes of UTF-8: segments joined by {@code /}, none empty, no control character, no {@code *};
 * anything else is an {@link InvalidInputException}. Immutable, thread-safe.
 *
 * @param name the whole name
 */
public record Topic(String name) {
    /**
     * Checks the name.
     *
     * @param name the whole name
     * @throws InvalidInputException if a rule above is broken
     */
    public Topic {
        Segments.split(name, "topic");
        if (name.indexOf('*') >= 0) {
            throw new InvalidInputException(
                    "The topic \"" + name + "\" has a *: patterns are for subscriptions, so name one topic here.");
        }
    }

    /**
     * Makes a topic of its name.
     *
     * @param name the whole name
     * @return the topic
     * @throws InvalidInputException if the name breaks a rule of topics
     */
    public static Topic of(String name) {
        return new Topic(name);
    }

    /**
     * Tells whether the topic belongs to the kit, as its first segment begins with {@code $}.
     *
     * @return true where publishing is refused and wildcards never match
     */
    public boolean isReserved() {
        return name.charAt(0) == '$';
    }

    @Override
    public String toString() {
        return name;
    }
}
