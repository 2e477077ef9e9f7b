// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the text of a setting is read. */
enum SettingType {
    /** A number with a unit: ms, s, m, h or d; without one, seconds. */
    DURATION,
    /** A number with a unit: KiB, MiB or GiB; without one, bytes. */
    BYTES,
    /** A whole number. */
    COUNT,
    /** A path that begins with a slash and does not end with one. */
    PATH,
    /** Such a path, or nothing. */
    FILE,
    /** Any text. */
    TEXT,
    /** Texts between commas. */
    LIST,
    /** One of some words. */
    CHOICE;

    private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,15})\\s*([A-Za-z]*)");

    Object parse(String key, String text, String lowest, String highest) {
        return switch (this) {
            case PATH -> path(key, text.strip());
            case FILE -> text.isBlank() ? "" : path(key, text.strip());
            case TEXT -> text.strip();
            case LIST ->
                Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
            case CHOICE -> choice(key, text, lowest + '|' + highest);
            case DURATION, BYTES, COUNT -> number(key, text, lowest, highest);
        };
    }

    private static Object path(String key, String text) {
        if (!PLAIN_PATH.matcher(text).matches()) {
            throw new InvalidInputException("The setting " + key + " is \"" + text
                    + "\": write a path such as /push, of letters, digits, . _ ~ and -, without a slash at its end.");
        }
        return text;
    }

    private static Object choice(String key, String text, String choices) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!List.of(choices.split("\\|", -1)).contains(word)) {
            throw new InvalidInputException("The setting " + key + " is \"" + text + "\": use one of " + choices + ".");
        }
        return word;
    }

    private Object number(String key, String text, String lowest, String highest) {
        long value = scalar(key, text);
        if (value < scalar(key, lowest) || value > scalar(key, highest)) {
            throw new InvalidInputException("The setting " + key + " is \"" + text + "\": it must lie between " + lowest
                    + " and " + highest + ".");
        }
        return this == DURATION ? Duration.ofMillis(value) : (Object) value;
    }

    private long scalar(String key, String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        long unit = matcher.matches() ? unit(matcher.group(2)) : 0;
        if (unit == 0) {
            throw new InvalidInputException("The setting " + key + " is \"" + text + "\": " + hint());
        }
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE / unit ? Long.MAX_VALUE : number * unit;
    }

    private long unit(String word) {
        return switch (this) {
            case DURATION ->
                switch (word) {
                    case "ms" -> 1;
                    case "s", "" -> 1_000;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> 0;
                };
            case BYTES ->
                switch (word) {
                    case "" -> 1;
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "GiB" -> 1L << 30;
                    default -> 0;
                };
            default -> word.isEmpty() ? 1 : 0;
        };
    }

    private String hint() {
        return switch (this) {
            case DURATION -> "write a number with ms, s, m, h or d, such as 15s.";
            case BYTES -> "write a number of bytes, or with KiB, MiB or GiB, such as 64KiB.";
            default -> "write a whole number.";
        };
    }
}
