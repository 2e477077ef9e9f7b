// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.InvalidInputException;
import dev.pushkit.Payload;
import dev.pushkit.wire.WireFormats;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How messages lie in a JSON stream: each compact, and followed by a comma and a line break, which stand nowhere else.
 *
 * <p>So any range of whole messages is an array but for its brackets, and a boundary is seen at once.
 */
final class JsonMessages {
    static final byte[] SEPARATOR = {',', '\n'};

    private JsonMessages() {}

    /**
     * The messages of a body, of which an array has one an element.
     *
     * @param mayBeEmpty whether an empty array, or no body, is fine
     * @throws InvalidInputException if it is no JSON in UTF-8, or empty
     */
    static Slice encode(Slice body, boolean mayBeEmpty) {
        if (body.length() == 0 && mayBeEmpty) {
            return body;
        }
        String value = Payload.json(decode(body)).text();
        List<String> messages = value.startsWith("[") ? WireFormats.elements(value) : List.of(value);
        if (messages.isEmpty() && !mayBeEmpty) {
            throw new InvalidInputException("The array is empty: send at least one message.");
        }
        StringBuilder text = new StringBuilder(value.length() + 2);
        messages.forEach(message -> text.append(message).append(",\n"));
        return Slice.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(Slice body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.array(), body.offset(), body.length()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("The body is no valid UTF-8, which JSON has to be.");
        }
    }
}
