// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Cursor;
import dev.pushkit.InvalidInputException;
import dev.pushkit.TopicPattern;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a query string, read strictly and from the query alone. Immutable, thread-safe.
 *
 * <p>Containers mix in form bodies and forgive broken escapes; the protocol does neither.
 */
public final class QueryParameters {
    private static final int MOST_DIGITS = 9;

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads a query string.
     *
     * @param query the raw text after the question mark; may be null
     * @return its parameters
     * @throws InvalidInputException if an escape is broken or no UTF-8 comes out
     */
    public static QueryParameters parse(String query) {
        Map<String, List<String>> values = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
            }
        }
        return new QueryParameters(values);
    }

    /**
     * The first value of a parameter.
     *
     * @param name the parameter
     * @return its first value, or empty where it is absent or has no text
     */
    public Optional<String> first(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() || all.get(0).isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /**
     * All values of a parameter.
     *
     * @param name the parameter
     * @return its values, in order; none where it is absent
     */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /**
     * Tells whether a parameter is there, with or without text.
     *
     * @param name the parameter
     * @return true where it is
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The topics and patterns asked for.
     *
     * @return the values of {@code topic}, none twice
     * @throws InvalidInputException if one is no pattern
     */
    public List<TopicPattern> topics() {
        return values.getOrDefault("topic", List.of()).stream()
                .map(TopicPattern::of)
                .distinct()
                .toList();
    }

    /**
     * The cursor asked for, by the parameters alone: {@code lastEventId} before {@code since}.
     *
     * @return the cursor, or empty where neither has text
     * @throws InvalidInputException if it is malformed
     */
    public Optional<Cursor> cursor() {
        return first("lastEventId").or(() -> first("since")).map(Cursor::parse);
    }

    /**
     * A number of seconds.
     *
     * @param name the parameter
     * @return the duration, or empty where the parameter is absent
     * @throws InvalidInputException if it is no non-negative whole number
     */
    public Optional<Duration> seconds(String name) {
        return number(name).map(Duration::ofSeconds);
    }

    /**
     * A number.
     *
     * @param name the parameter
     * @return the number, cut to nine digits, or empty where the parameter is absent
     * @throws InvalidInputException if it is no non-negative whole number
     */
    public Optional<Integer> number(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        String text = values.get(name).get(0);
        if (text.isEmpty() || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new InvalidInputException(
                    "The parameter " + name + " is no non-negative whole number: send digits only.");
        }
        int zeros = 0;
        while (zeros < text.length() - 1 && text.charAt(zeros) == '0') {
            zeros++;
        }
        boolean huge = text.length() - zeros > MOST_DIGITS;
        return Optional.of(huge ? 999_999_999 : Integer.parseInt(text, zeros, text.length(), 10));
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                int high = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new InvalidInputException("The query has a broken escape: write % with two hex digits.");
                }
                bytes.put((byte) (high * 16 + low));
                i += 2;
            } else {
                bytes.put(raw[i] == '+' ? (byte) ' ' : raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("The query is no valid UTF-8: encode it as UTF-8 and escape it.");
        }
    }
}
