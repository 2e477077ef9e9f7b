// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one container showed of one feature. Immutable.
 *
 * @param result the result
 * @param figures what was measured, in the order of the tests
 * @param notes for a failure the tests and their messages, for what is lacking the reasons
 */
record Cell(Result result, List<String> figures, List<String> notes) {

    /** How a cell stands. */
    enum Result {
        /** All tests of the feature passed. */
        PASS("✓"),
        /** Those that could be tried passed, and the notes say what kept others from being tried. */
        PARTLY("◐"),
        /** The container, or the way it is run, lacks what the feature needs. */
        LACKING("–"),
        /** A test failed, or none ran. */
        FAIL("✗");

        private final String sign;

        Result(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    static final Cell UNTRIED = new Cell(Result.FAIL, List.of(), List.of("no test ran"));

    Cell {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /** Takes two tests of the same feature together: a failure counts for both, and what one of them lacks is said. */
    Cell and(Cell other) {
        if (result == Result.LACKING && other.result == Result.LACKING && notes.equals(other.notes)) {
            return this;
        }
        Result either = result == other.result ? result : Result.PARTLY;
        Result both = result == Result.FAIL || other.result == Result.FAIL ? Result.FAIL : either;
        return new Cell(both, join(figures, other.figures), join(notes, other.notes));
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    JsonObject json() {
        return Json.createObjectBuilder()
                .add("result", result.name().toLowerCase(java.util.Locale.ROOT))
                .add("figures", array(figures))
                .add("notes", array(notes))
                .build();
    }

    static Cell of(JsonObject json) {
        return new Cell(
                Result.valueOf(json.getString("result").toUpperCase(java.util.Locale.ROOT)),
                list(json, "figures"),
                list(json, "notes"));
    }

    private static JsonArrayBuilder array(List<String> texts) {
        return Json.createArrayBuilder(texts);
    }

    private static List<String> list(JsonObject json, String key) {
        List<String> texts = new ArrayList<>();
        json.getJsonArray(key).getValuesAs(JsonString.class).forEach(text -> texts.add(text.getString()));
        return texts;
    }
}
