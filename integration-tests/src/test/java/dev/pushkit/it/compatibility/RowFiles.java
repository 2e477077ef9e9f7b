// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Parts of rows on their way from the processes that tested to the one that writes the table. Thread-safe. */
final class RowFiles {

    private RowFiles() {}

    /** The folder for the parts of this build; {@code it.rows} says where it lies. */
    static Path folder() throws IOException {
        return Files.createDirectories(
                Path.of(System.getProperty("it.rows", "target/compatibility")).toAbsolutePath());
    }

    static void write(Row row) throws IOException {
        Path file = Files.createTempFile(folder(), row.id() + "-", ".part");
        try (JsonWriter writer = Json.createWriter(Files.newBufferedWriter(file))) {
            writer.write(row.json());
        }
        // Under its name only when it is whole.
        Files.move(file, file.resolveSibling(file.getFileName().toString().replace(".part", ".row.json")));
    }

    /** All rows whose parts are there, each put together, by their names. */
    static Map<String, Row> read() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Path file : files()) {
            try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
                Row part = Row.of(reader.readObject());
                rows.merge(part.id(), part, Row::and);
            }
        }
        return rows;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".row.json"))
                    .sorted()
                    .toList());
        }
    }
}
