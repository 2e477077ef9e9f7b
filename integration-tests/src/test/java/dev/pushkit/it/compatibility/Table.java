// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of containers and features. Immutable.
 *
 * @param rows the rows by their names, in the order of the page
 */
record Table(Map<String, Row> rows) {
    private static final JsonWriterFactory WRITERS =
            Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

    Table {
        rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** Reads a table; where there is no file, it is empty. */
    static Table read(Path file) throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        if (Files.exists(file)) {
            try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
                reader.readObject().getJsonArray("rows").getValuesAs(JsonObject.class).stream()
                        .map(Row::of)
                        .forEach(row -> rows.put(row.id(), row));
            }
        }
        return new Table(rows);
    }

    void write(Path file) throws IOException {
        JsonArrayBuilder array = Json.createArrayBuilder();
        rows.values().forEach(row -> array.add(row.json()));
        try (JsonWriter writer = WRITERS.createWriter(Files.newBufferedWriter(file))) {
            writer.write(Json.createObjectBuilder().add("rows", array).build());
        }
    }

    /** The rows of this table, replaced by and then followed by those of a later run that could be tried. */
    Table updatedBy(Table run) {
        Map<String, Row> both = new LinkedHashMap<>(rows);
        run.rows.forEach((id, row) -> {
            if (row.absent().isEmpty()) {
                both.put(id, row);
            }
        });
        return new Table(both);
    }

    /** Where a run shows something else than this table says: one line for each cell that passes in one of them only. */
    List<String> disagreements(Table run) {
        List<String> lines = new ArrayList<>();
        for (Row shown : run.rows.values()) {
            if (shown.absent().isPresent()) {
                continue;
            }
            Row said = rows.get(shown.id());
            if (said == null) {
                lines.add(shown.id() + " is not in the table");
                continue;
            }
            for (Feature feature : Feature.values()) {
                Cell.Result before = said.cell(feature).result();
                Cell now = shown.cell(feature);
                if (before != now.result()) {
                    lines.add("%s, %s: the table says %s, the run showed %s %s"
                            .formatted(shown.id(), feature.title(), before, now.result(), now.notes()));
                }
            }
        }
        return lines;
    }
}
