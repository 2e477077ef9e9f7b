// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Cursor;
import dev.pushkit.InvalidInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cursors as entity tags (RFC 9110, section 8.8.3). */
final class EntityTags {
    // A weak tag, or one to which a gzip filter added its mark, still names the same place.
    private static final Pattern TAG =
            Pattern.compile("\\s*(?:W/)?\"([^\"]*?)(?:[-;]+(?:gzip|br|deflate|zstd))?\"\\s*(?:,.*)?");

    private static final int LONGEST = 256;

    private EntityTags() {}

    static String of(Cursor cursor) {
        return '"' + cursor.toString() + '"';
    }

    // As we gave it: nothing was added behind the number that it ends with.
    private static boolean isPlain(String header) {
        int last = header.length() - 1;
        return last > 1
                && header.charAt(0) == '"'
                && Character.isDigit(header.charAt(last - 1))
                && header.indexOf('"', 1) == last;
    }

    /**
     * The cursor of an If-None-Match header.
     *
     * @throws dev.pushkit.InvalidInputException if there is a tag and it is no cursor
     */
    static Optional<Cursor> cursor(String header) {
        if (header == null || header.isBlank() || header.strip().equals("*")) {
            return Optional.empty();
        }
        if (header.length() > LONGEST) {
            throw new InvalidInputException(
                    "If-None-Match has over " + LONGEST + " characters: send the last ETag alone.");
        }
        if (isPlain(header)) {
            return Optional.of(Cursor.parse(header.substring(1, header.length() - 1)));
        }
        Matcher matcher = TAG.matcher(header);
        String tag = matcher.matches() ? matcher.group(1) : header.strip();
        return tag.isEmpty() ? Optional.empty() : Optional.of(Cursor.parse(tag));
    }
}
