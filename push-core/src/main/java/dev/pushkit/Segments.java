// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The rules that topics and patterns share: 1 to 255 bytes of UTF-8 in segments joined by a slash. */
final class Segments {
    static final int MAX_BYTES = 255;

    private static final Pattern SLASH = Pattern.compile("/");

    private Segments() {}

    static String[] split(String text, String what) {
        if (text.isEmpty()) {
            throw new InvalidInputException("The " + what + " is empty: name one, such as stocks/ACME.");
        }
        int bytes = utf8Length(text, what);
        if (bytes > MAX_BYTES) {
            throw new InvalidInputException("The " + what + " has " + bytes + " bytes of UTF-8: at most " + MAX_BYTES
                    + " are allowed, so shorten it.");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new InvalidInputException(
                        "The " + what + " has a control character at position " + i + ": take it out.");
            }
        }
        if (text.indexOf('/') < 0) {
            return new String[] {text};
        }
        String[] segments = SLASH.split(text, -1);
        for (String segment : segments) {
            if (segment.isEmpty()) {
                throw new InvalidInputException("The " + what + " \"" + text
                        + "\" has an empty segment: no slash may stand at its ends or beside another slash.");
            }
        }
        return segments;
    }

    private static int utf8Length(String text, String what) {
        if (text.chars().allMatch(character -> character < 0x80)) {
            return text.length();
        }
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("The " + what + " holds half of a surrogate pair: send valid UTF-8.");
        }
    }
}
