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
        Matcher matcher = TAG.matcher(header);
        String tag = matcher.matches() ? matcher.group(1) : header.strip();
        return tag.isEmpty() ? Optional.empty() : Optional.of(Cursor.parse(tag));
    }
}
