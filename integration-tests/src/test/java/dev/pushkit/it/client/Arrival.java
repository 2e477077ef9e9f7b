// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * What has reached a follower: an event or a control object.
 *
 * @param control the control's name, such as {@code open} or {@code gap}; empty for an event
 * @param cursor the event's id, or the control's cursor, empty where it has none
 * @param topic the event's topic, empty for a control
 * @param data the event's data, a string unquoted and other JSON as it came; empty for a control
 * @param json all of it
 */
public record Arrival(Optional<String> control, String cursor, String topic, String data, JsonObject json) {

    /**
     * Takes an envelope or a control object apart.
     *
     * @param json the object
     * @return what it is
     */
    /**
     * What one WebSocket message holds.
     *
     * @param message JSON objects, an LF between them
     * @return the arrivals in order
     */
    public static List<Arrival> all(String message) {
        return message.lines().map(line -> of(NdjsonReader.object(line))).toList();
    }

    static Arrival of(JsonObject json) {
        if (json.containsKey("control")) {
            return new Arrival(Optional.of(json.getString("control")), json.getString("cursor", ""), "", "", json);
        }
        String data = json.get("data") instanceof JsonString text
                ? text.getString()
                : json.get("data").toString();
        return new Arrival(Optional.empty(), json.getString("id"), json.getString("topic"), data, json);
    }

    /**
     * Whether this is an event.
     *
     * @return false for a control object
     */
    public boolean isEvent() {
        return control.isEmpty();
    }

    /**
     * Whether events may be missing before this.
     *
     * @return true for a gap, and for an opening that was resumed with one
     */
    public boolean isGap() {
        return control.filter("gap"::equals).isPresent()
                || json.getString("resumed", "").equals("gap");
    }
}
