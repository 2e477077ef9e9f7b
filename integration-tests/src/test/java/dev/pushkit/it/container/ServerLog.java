// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server has written to its standard output and error.
 *
 * <p>Thread-safe: every call reads the file anew.
 *
 * @param file the file that holds it
 */
public record ServerLog(Path file) {

    /**
     * All that has been written so far.
     *
     * @return the text, empty before the server's first line
     */
    public String text() {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The place where the log ends now, for {@link #since}.
     *
     * @return the number of characters written so far
     */
    public int mark() {
        return text().length();
    }

    /**
     * What was written after a mark.
     *
     * @param mark from {@link #mark}
     * @return the text
     */
    public String since(int mark) {
        return text().substring(mark);
    }

    /**
     * The last lines, but for the frames of stack traces, of which one alone may have more than anybody reads.
     *
     * @param lines how many at most
     * @return the lines, each with its line feed
     */
    public String tail(int lines) {
        List<String> all =
                text().lines().filter(line -> !line.startsWith("\tat ")).toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size())) + "\n";
    }
}
