// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps the server on the first core and the driver on the second, where that can be done. */
public enum Pinning {
    /** A core for each. */
    APART,
    /** Everybody everywhere. */
    SHARED;

    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    /**
     * What can be had on this machine.
     *
     * @param shared whether both shall use all cores
     * @return apart if possible and not forbidden
     */
    public static Pinning of(boolean shared) {
        boolean possible = Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() > 1;
        return possible && !shared ? APART : SHARED;
    }

    /**
     * Moves this process to the second core, with the threads that it has.
     *
     * @throws IOException if the tool cannot be run
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public void pinDriver() throws IOException, InterruptedException {
        if (this == APART) {
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder(TASKSET.toString(), "-a", "-p", "-c", "1", pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** What precedes the command of a server. */
    List<String> serverPrefix() {
        // The process that this one starts would inherit its core.
        return this == APART ? List.of(TASKSET.toString(), "-c", "0") : List.of();
    }
}
