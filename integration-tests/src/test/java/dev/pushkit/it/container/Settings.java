// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build tells the tests by system properties. Thread-safe. */
final class Settings {

    private Settings() {}

    /**
     * A file or folder that the build has put in place.
     *
     * @param key the system property that holds its path
     * @return the path, of something that exists
     */
    static Path file(String key) {
        String value = System.getProperty(key, "");
        if (value.isEmpty() || !Files.exists(Path.of(value))) {
            throw new IllegalStateException("System property " + key + " names no file: '" + value
                    + "'. The build sets it: run the tests by 'mvn verify'.");
        }
        return Path.of(value).toAbsolutePath();
    }

    /**
     * The folder below which servers run and log.
     *
     * @return an existing folder, {@code target/servers} unless {@code it.work} says otherwise
     * @throws IOException if it cannot be made
     */
    static Path workFolder() throws IOException {
        return Files.createDirectories(
                Path.of(System.getProperty("it.work", "target/servers")).toAbsolutePath());
    }
}
