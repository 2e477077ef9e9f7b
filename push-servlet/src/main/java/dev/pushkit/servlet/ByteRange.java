// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one part of an object that a Range header asks for (RFC 9110, section 14.1.2).
 *
 * @param first its first position; {@link #ABSENT} where the last bytes are asked for
 * @param last its last position, {@link #ABSENT} for the end; or how many of the last bytes
 */
record ByteRange(long first, long last) {
    static final long ABSENT = -1;
    /** A range that no object has: what is reversed or malformed is refused, as nginx does, rather than sent as a whole. */
    static final ByteRange NOWHERE = new ByteRange(Long.MAX_VALUE, ABSENT);

    private static final Pattern UNIT = Pattern.compile("bytes=(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGE = Pattern.compile(" *([0-9]*) *- *([0-9]*) *");
    private static final int SAFE_DIGITS = 18;

    /**
     * Reads a Range header.
     *
     * @param header its value; may be null
     * @return empty where it counts for nothing: none, another unit, or several ranges at once
     */
    static Optional<ByteRange> parse(String header) {
        Matcher matcher = UNIT.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        // Empty elements of a list count for nothing (section 5.6.1.2).
        List<String> ranges = Stream.of(matcher.group(1).split(",", -1))
                .filter(text -> !text.isBlank())
                .toList();
        return ranges.size() == 1 ? Optional.of(single(ranges.get(0))) : Optional.empty();
    }

    private static ByteRange single(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            return NOWHERE;
        }
        long first = number(matcher.group(1));
        long last = number(matcher.group(2));
        boolean reversed = first != ABSENT && last != ABSENT && last < first;
        return reversed || (first == ABSENT && last == ABSENT) ? NOWHERE : new ByteRange(first, last);
    }

    // What no long holds lies beyond the end of everything.
    private static long number(String digits) {
        if (digits.isEmpty()) {
            return ABSENT;
        }
        String plain = digits.replaceFirst("^0+(?=.)", "");
        return plain.length() > SAFE_DIGITS ? Long.MAX_VALUE : Long.parseLong(plain);
    }

    boolean isSuffix() {
        return first == ABSENT;
    }
}
