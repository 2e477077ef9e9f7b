// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.bench.load.Load;
import dev.pushkit.bench.load.LoadOptions;
import dev.pushkit.bench.scenario.RunOptions;
import dev.pushkit.bench.scenario.Runner;
import java.util.Arrays;
import java.util.List;

/** The command line of the benchmarks. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs what the first word says; the status is 1 where the kit lost, doubled or reordered something.
     *
     * @param line {@code load} and its options, or the names of scenarios and theirs
     * @throws Exception if it cannot be run
     */
    public static void main(String[] line) throws Exception {
        List<String> words = Arrays.asList(line);
        if (!words.isEmpty() && words.get(0).equals("load")) {
            System.out.println(
                    Load.run(LoadOptions.read(words.subList(1, words.size()))).toJson());
        } else if (!new Runner(RunOptions.read(words), System.out, System.err).run()) {
            System.exit(1);
        }
    }
}
