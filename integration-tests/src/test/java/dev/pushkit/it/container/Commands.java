// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;

/** The standard input of a server's process, for launchers that take commands there. Thread-safe. */
@FunctionalInterface
public interface Commands {

    /**
     * Writes a line.
     *
     * @param line the command, without a line feed
     * @throws IOException if the process has closed its end
     */
    void write(String line) throws IOException;
}
