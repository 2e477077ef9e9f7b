// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Event;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Payload;
import dev.pushkit.Topic;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A JSON object that a client sent, read with clear errors. Immutable, thread-safe. */
public final class JsonFields {
    // The look-up walks the class path: once is enough.
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private final JsonObject object;

    private JsonFields(JsonObject object) {
        this.object = object;
    }

    /**
     * Reads a text that has to be one JSON object.
     *
     * @param json the text
     * @return its fields
     * @throws InvalidInputException if it is none
     */
    public static JsonFields parse(String json) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(json))) {
            JsonValue value = reader.readValue();
            if (value.getValueType() == JsonValue.ValueType.OBJECT) {
                return new JsonFields(value.asJsonObject());
            }
        } catch (JsonException | IllegalStateException e) {
            throw new InvalidInputException("This is no valid JSON: send one object.");
        }
        throw new InvalidInputException("This is JSON but no object: send one object.");
    }

    /**
     * A text that may be absent.
     *
     * @param name the field
     * @return the text, or empty where the field is absent or null
     * @throws InvalidInputException if it is no string
     */
    public Optional<String> text(String name) {
        JsonValue value = object.get(name);
        if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
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
        JsonValue value = object.get(name);
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        boolean number = value != null && value.getValueType() == JsonValue.ValueType.NUMBER;
        return number ? Optional.of(value.toString()) : Optional.empty();
    }

    /**
     * A list of texts that may be absent.
     *
     * @param name the field
     * @return the texts; none where the field is absent
     * @throws InvalidInputException if it is no array of strings
     */
    public List<String> texts(String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (JsonValue item : array) {
                if (!(item instanceof JsonString string)) {
                    throw new InvalidInputException("The field " + name + " holds something that is no string.");
                }
                texts.add(string.getString());
            }
            return texts;
        }
        throw new InvalidInputException("The field " + name + " is no array: send an array of strings.");
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
        JsonValue data = object.get("data");
        if (data == null) {
            throw new InvalidInputException("The field data is missing: send a string or any JSON value.");
        }
        return new Event(topic, text("type"), payload(data));
    }

    private Payload payload(JsonValue data) {
        Optional<String> encoding = text("encoding");
        if (encoding.isEmpty()) {
            return data instanceof JsonString string ? Payload.text(string.getString()) : Payload.json(data.toString());
        }
        if (!encoding.get().equals("base64") || !(data instanceof JsonString string)) {
            throw new InvalidInputException("The field encoding is only for a string in base64: drop it otherwise.");
        }
        try {
            return Payload.binary(Base64.getDecoder().decode(string.getString()));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("The field data is no valid base64, which its encoding announces.");
        }
    }
}
