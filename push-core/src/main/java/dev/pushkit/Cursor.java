// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * A place in the hub's one order: clients keep it and hand it back, and read nothing into it.
 *
 * <p>Its text is a URL-safe token of at most 64 characters. Immutable, thread-safe.
 *
 * @param epoch names one incarnation of a hub; {@code earliest} and {@code latest} for the two sentinels
 * @param offset the number of the last event before the place; 0 before the first
 */
public record Cursor(String epoch, long offset) {
    /** The place before the oldest event that is kept. */
    public static final Cursor EARLIEST = new Cursor("earliest", 0);

    /** The place after the newest event. */
    public static final Cursor LATEST = new Cursor("latest", 0);

    private static final int LONGEST_EPOCH = 40;
    private static final int MOST_DIGITS = 18;

    /**
     * Reads a cursor as a client sends it.
     *
     * @param text a token, {@code earliest} or {@code latest}
     * @return the cursor
     * @throws InvalidInputException if the text is none of these
     */
    public static Cursor parse(String text) {
        if (text.equals(EARLIEST.epoch)) {
            return EARLIEST;
        }
        if (text.equals(LATEST.epoch)) {
            return LATEST;
        }
        int dash = text.indexOf('-');
        if (!isToken(text, dash)) {
            throw new InvalidInputException(
                    "The cursor is malformed: send one exactly as the server gave it, or earliest, or latest.");
        }
        return new Cursor(text.substring(0, dash), Long.parseLong(text.substring(dash + 1)));
    }

    /**
     * Tells whether this is {@link #EARLIEST} or {@link #LATEST}, which name no place of their own.
     *
     * @return true for a sentinel
     */
    public boolean isSentinel() {
        return equals(EARLIEST) || equals(LATEST);
    }

    // Letters, digits and low lines, a dash, digits. By hand, since every poll brings one.
    private static boolean isToken(String text, int dash) {
        int digits = text.length() - dash - 1;
        if (dash < 1 || dash > LONGEST_EPOCH || digits < 1 || digits > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean digit = letter >= '0' && letter <= '9';
            boolean word =
                    digit || letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
            if (i != dash && !(i < dash ? word : digit)) {
                return false;
            }
        }
        return true;
    }

    // By hand: up to Java 17 the JDK keeps the class loader of the record that it last made an equals() for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Cursor that && that.offset == offset && that.epoch.equals(epoch);
    }

    @Override
    public int hashCode() {
        return 31 * epoch.hashCode() + Long.hashCode(offset);
    }

    /** The token that goes over the wire. */
    @Override
    public String toString() {
        return isSentinel() ? epoch : epoch + '-' + offset;
    }
}
