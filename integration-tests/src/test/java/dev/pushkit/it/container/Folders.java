// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is done with whole folders. Thread-safe. */
final class Folders {

    private Folders() {}

    /**
     * Copies a folder with all that is in it.
     *
     * @param from the folder
     * @param to the copy, which must not exist
     * @param wanted whether a file, by its name, shall be in the copy
     * @return the copy
     * @throws IOException if it cannot be written
     */
    static Path copy(Path from, Path to, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (wanted.test(file.getFileName().toString())) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
            }
        }
        return to;
    }
}
