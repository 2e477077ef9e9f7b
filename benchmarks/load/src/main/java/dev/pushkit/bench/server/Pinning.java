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
    /** Counted before anybody is pinned. */
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /**
     * What can be had on this machine.
     *
     * @param shared whether both shall use all cores
     * @return apart if possible and not forbidden
     */
    public static Pinning of(boolean shared) {
        boolean possible = Files.isExecutable(TASKSET) && CORES > 1;
        return possible && !shared ? APART : SHARED;
    }

    /**
     * Gives this process its cores, with the threads that it has.
     *
     * @throws IOException if the tool cannot be run
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public void pinDriver() throws IOException, InterruptedException {
        if (Files.isExecutable(TASKSET)) {
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder(TASKSET.toString(), "-a", "-p", "-c", this == APART ? "1" : allCores(), pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    private static String allCores() {
        return "0-" + (CORES - 1);
    }

    /** What precedes the command of a server. */
    List<String> serverPrefix() {
        // Without it, it would inherit the driver's core.
        return this == APART ? List.of(TASKSET.toString(), "-c", "0") : List.of();
    }
}
