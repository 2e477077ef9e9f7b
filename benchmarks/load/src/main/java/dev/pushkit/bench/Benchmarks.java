// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.bench.load.Load;
import dev.pushkit.bench.load.LoadOptions;
import dev.pushkit.bench.scenario.RunOptions;
import dev.pushkit.bench.scenario.Runner;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The command line of the benchmarks. */
public final class Benchmarks {
    private static final int UNSOUND = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private Benchmarks() {}

    /**
     * Runs what the first word says; the status is 1 where the kit lost, doubled or reordered something or could not be
     * measured, and 2 where the line is not understood.
     *
     * @param line {@code load} and its options, or the names of scenarios and theirs
     * @throws IOException if it cannot be run
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] line) throws IOException, InterruptedException {
        try {
            run(Arrays.asList(line));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(NOT_UNDERSTOOD);
        }
    }

    private static void run(List<String> words) throws IOException, InterruptedException {
        if (!words.isEmpty() && words.get(0).equals("load")) {
            List<String> options = words.subList(1, words.size());
            System.out.println(Load.run(LoadOptions.read(options)).toJson());
        } else if (!new Runner(RunOptions.read(words), System.out, System.err).run()) {
            System.exit(UNSOUND);
        }
    }
}
