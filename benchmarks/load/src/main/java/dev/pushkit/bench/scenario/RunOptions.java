// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.text.Arguments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How scenarios are run.
 *
 * @param scenarios their names
 * @param runs how often each case is measured
 * @param seconds how long a load lasts
 * @param warmUp how long the one before it lasts
 * @param javaHome the JDK of the servers
 * @param only parts of the names of cases to take; empty for all
 * @param bothCores whether server and driver share all cores
 * @param firstPort the first of the ports that servers are given in turn
 */
public record RunOptions(
        List<String> scenarios,
        int runs,
        double seconds,
        double warmUp,
        Path javaHome,
        List<String> only,
        boolean bothCores,
        int firstPort) {
    /**
     * Reads a command line.
     *
     * @param line words and options
     * @return what they ask for
     * @throws IllegalArgumentException if an option is not known or not readable
     */
    public static RunOptions read(List<String> line) {
        Set<String> names = Set.of("runs", "secs", "warm", "java", "only", "port");
        Arguments arguments = Arguments.read(line, names, Set.of("both-cores"));
        boolean bothCores = arguments.has("both-cores");
        return new RunOptions(
                arguments.words().stream()
                        // On all cores it has targets of its own.
                        .map(name -> bothCores && name.equals("S1") ? "S1-both-cores" : name)
                        .toList(),
                arguments.number("runs", 3),
                arguments.decimal("secs", 10),
                arguments.decimal("warm", 18),
                Path.of(arguments.text("java", System.getProperty("java.home"))),
                Arrays.stream(arguments.text("only", "").split(",", -1))
                        .filter(part -> !part.isBlank())
                        .toList(),
                bothCores,
                arguments.number("port", 9_100));
    }

    boolean takes(Case subject) {
        return only.isEmpty() || only.stream().anyMatch(subject.name()::contains);
    }

    boolean asksFor(String scenario) {
        return scenarios.contains("all") || scenarios.contains(scenario);
    }
}
