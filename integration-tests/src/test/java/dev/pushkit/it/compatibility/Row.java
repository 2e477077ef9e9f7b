// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one container showed. Immutable.
 *
 * @param id the row's name, such as {@code tomcat-11-jdk25}
 * @param product the container and its exact version
 * @param jdk the version of the JDK that ran it
 * @param failure why the whole row failed, with the end of the server's log; or empty
 * @param absent why the row could not be tried here, so that it stands outside all comparisons; or empty
 * @param cells what was shown, feature by feature
 */
record Row(
        String id,
        String product,
        String jdk,
        Optional<String> failure,
        Optional<String> absent,
        Map<Feature, Cell> cells) {

    Row {
        cells = Map.copyOf(cells);
    }

    /** The cell of a feature; a feature that no test has shown has failed. */
    Cell cell(Feature feature) {
        return cells.getOrDefault(feature, Cell.UNTRIED);
    }

    /** Puts two parts of a row together, such as the everyday tests and the slow ones. */
    Row and(Row other) {
        Map<Feature, Cell> both = new EnumMap<>(Feature.class);
        both.putAll(cells);
        other.cells.forEach((feature, cell) -> both.merge(feature, cell, Cell::and));
        return new Row(id, product, jdk, failure.or(other::failure), absent.or(other::absent), both);
    }

    JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id)
                .add("container", product)
                .add("jdk", jdk);
        failure.ifPresent(reason -> json.add("failure", reason));
        absent.ifPresent(reason -> json.add("absent", reason));
        JsonObjectBuilder features = Json.createObjectBuilder();
        for (Feature feature : Feature.values()) {
            if (cells.containsKey(feature)) {
                features.add(feature.name(), cells.get(feature).json());
            }
        }
        return json.add("features", features).build();
    }

    static Row of(JsonObject json) {
        Map<Feature, Cell> cells = new EnumMap<>(Feature.class);
        json.getJsonObject("features")
                .forEach((name, cell) -> cells.put(Feature.valueOf(name), Cell.of(cell.asJsonObject())));
        return new Row(
                json.getString("id"),
                json.getString("container"),
                json.getString("jdk"),
                Optional.ofNullable(json.getString("failure", null)),
                Optional.ofNullable(json.getString("absent", null)),
                cells);
    }
}
