// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.InvalidInputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a stream: the number of bytes before it. Immutable, thread-safe.
 *
 * <p>As text it is one opaque token whose order as text is its order in the stream (Durable Streams, section 8).
 *
 * @param position the bytes before it, from 0
 */
public record Offset(long position) implements Comparable<Offset> {
    /** The place before the first byte. */
    public static final Offset START = new Offset(0);

    // The zeros in front leave room for another numbering, and match what clients take for the beginning.
    private static final String FRONT = "0000000000000000_";
    private static final Pattern FORM = Pattern.compile(FRONT + "([0-9]{16})");

    /**
     * Checks the position.
     *
     * @param position the bytes before it, from 0
     * @throws IllegalArgumentException if it is negative
     */
    public Offset {
        if (position < 0) {
            throw new IllegalArgumentException("A position is never negative: " + position);
        }
    }

    /**
     * Reads a token that a server gave before.
     *
     * @param token the token; the sentinels of the protocol are none
     * @return the place
     * @throws InvalidInputException if it is no such token
     */
    public static Offset parse(String token) {
        Matcher matcher = FORM.matcher(token);
        if (!matcher.matches()) {
            throw new InvalidInputException(
                    "The offset is malformed: send the last Stream-Next-Offset as it came, -1 for the beginning, or now.");
        }
        return new Offset(Long.parseLong(matcher.group(1)));
    }

    @Override
    public int compareTo(Offset other) {
        return Long.compare(position, other.position);
    }

    /** The token. */
    @Override
    public String toString() {
        return FRONT + String.format(Locale.ROOT, "%016d", position);
    }
}
