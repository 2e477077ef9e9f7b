// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Event;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Payload;
import dev.pushkit.Topic;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object that a client sent, read with clear errors. Immutable, thread-safe. */
public final class JsonFields {
    private static final String NULL = "null";

    // Each value in its own text, so that numbers stay as they were written.
    private final Map<String, String> members;

    private JsonFields(Map<String, String> members) {
        this.members = members;
    }

    /**
     * Reads a text that has to be one JSON object.
     *
     * @param json the text
     * @return its fields
     * @throws InvalidInputException if it is none
     */
    public static JsonFields parse(String json) {
        String compact = Payload.json(json).text();
        if (!compact.startsWith("{")) {
            throw new InvalidInputException("This is JSON but no object: send one object.");
        }
        return new JsonFields(JsonScanner.members(compact));
    }

    /**
     * A text that may be absent.
     *
     * @param name the field
     * @return the text, or empty where the field is absent or null
     * @throws InvalidInputException if it is no string
     */
    public Optional<String> text(String name) {
        String value = members.getOrDefault(name, NULL);
        if (value.equals(NULL)) {
            return Optional.empty();
        }
        if (isString(value)) {
            return Optional.of(JsonScanner.unquote(value));
        }
        throw new InvalidInputException("The field " + name + " is no string: send a JSON string.");
    }

    /**
     * A client's own name of its command: a string, or a number taken as its text.
     *
     * @param name the field
     * @return the text, or empty where the field is absent or something else
     */
    public Optional<String> ref(String name) {
        String value = members.getOrDefault(name, NULL);
        if (isString(value)) {
            return Optional.of(JsonScanner.unquote(value));
        }
        boolean number = value.charAt(0) == '-' || Character.isDigit(value.charAt(0));
        return number ? Optional.of(value) : Optional.empty();
    }

    /**
     * A list of texts that may be absent.
     *
     * @param name the field
     * @return the texts; none where the field is absent
     * @throws InvalidInputException if it is no array of strings
     */
    public List<String> texts(String name) {
        String value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.startsWith("[")) {
            throw new InvalidInputException("The field " + name + " is no array: send an array of strings.");
        }
        List<String> texts = new ArrayList<>();
        for (String item : JsonScanner.elements(value)) {
            if (!isString(item)) {
                throw new InvalidInputException("The field " + name + " holds something that is no string.");
            }
            texts.add(JsonScanner.unquote(item));
        }
        return texts;
    }

    /**
     * The event that the fields {@code topic}, {@code type}, {@code data} and {@code encoding} describe: a string is
     * text, with the encoding {@code base64} it is binary, anything else is JSON.
     *
     * @return the event
     * @throws InvalidInputException if a field is missing or malformed
     */
    public Event event() {
        Topic topic = Topic.of(text("topic")
                .orElseThrow(() -> new InvalidInputException("The field topic is missing: name the topic.")));
        String data = members.get("data");
        if (data == null) {
            throw new InvalidInputException("The field data is missing: send a string or any JSON value.");
        }
        return new Event(topic, text("type"), payload(data));
    }

    private Payload payload(String data) {
        Optional<String> encoding = text("encoding");
        if (encoding.isEmpty()) {
            return isString(data) ? Payload.text(JsonScanner.unquote(data)) : Payload.json(data);
        }
        if (!encoding.get().equals("base64") || !isString(data)) {
            throw new InvalidInputException("The field encoding is only for a string in base64: drop it otherwise.");
        }
        try {
            return Payload.binary(Base64.getDecoder().decode(JsonScanner.unquote(data)));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("The field data is no valid base64, which its encoding announces.");
        }
    }

    private static boolean isString(String value) {
        return value.charAt(0) == '"';
    }
}
