// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

import dev.pushkit.InvalidInputException;
import dev.pushkit.Payload;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a player wants to be. Immutable.
 *
 * @param player the player's own name for itself, the same in every move
 * @param name what others call the player
 * @param wish the place, on the field
 */
record Move(String player, String name, Point wish) {
    private static final int MAX_NAME = 24;
    private static final Pattern PLAYER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]");
    // Finding the parser takes long, and moves come often.
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /**
     * Reads a move.
     *
     * @param payload what a player published
     * @return the move
     * @throws InvalidInputException if it is none, with what to send
     */
    static Move of(Payload payload) {
        JsonObject object = object(payload);
        if (!(object.get("player") instanceof JsonString player)
                || !PLAYER.matcher(player.getString()).matches()) {
            throw new InvalidInputException("A move needs a \"player\": up to 64 letters, digits, - and _.");
        }
        if (!(object.get("name") instanceof JsonString name)) {
            throw new InvalidInputException("A move needs a \"name\": text, of which 24 characters are kept.");
        }
        Point wish = new Point(number(object, "x"), number(object, "y"));
        return new Move(player.getString(), shortened(name.getString()), wish.clamped());
    }

    private static JsonObject object(Payload payload) {
        if (payload.kind() == Payload.Kind.JSON) {
            try (JsonReader reader = READERS.createReader(new StringReader(payload.text()))) {
                if (reader.readValue() instanceof JsonObject object) {
                    return object;
                }
            } catch (RuntimeException notRead) {
                // A bound of the parser's that the kit has not: depth, or a number of many digits. Said below.
            }
        }
        throw new InvalidInputException(
                "A move is a JSON object: {\"player\": \"p1\", \"name\": \"Ann\", \"x\": 0.5, \"y\": 0.5}.");
    }

    private static double number(JsonObject object, String field) {
        if (object.get(field) instanceof JsonNumber number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new InvalidInputException("A move needs \"" + field + "\": a number from 0 to 1.");
    }

    private static String shortened(String name) {
        String seen = UNSEEN.matcher(name).replaceAll("").strip();
        int end = seen.codePointCount(0, seen.length()) <= MAX_NAME
                ? seen.length()
                : seen.offsetByCodePoints(0, MAX_NAME);
        return seen.isEmpty() ? "somebody" : seen.substring(0, end);
    }
}
