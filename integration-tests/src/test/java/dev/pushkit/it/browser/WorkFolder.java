// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the tests of the browser write what they have seen. Thread-safe. */
final class WorkFolder {

    private WorkFolder() {}

    /** A file in the folder, whose own folder exists. */
    static Path file(String name) throws IOException {
        Path file = Path.of(System.getProperty("it.browser.work", "target/browser"))
                .toAbsolutePath()
                .resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    static void write(String name, List<String> lines) throws IOException {
        Files.write(file(name), lines);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
