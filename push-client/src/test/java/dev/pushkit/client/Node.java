// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs of Node.js. Where one is missing a test is skipped; with {@code CI=true} it fails. Thread-safe. */
final class Node {
    private static final int DEADLINE_SECONDS = 100;

    private Node() {}

    /**
     * Runs a program to its good end.
     *
     * @param folder where
     * @param environment variables beside those of this process
     * @param command the program and its arguments
     * @return what it printed
     */
    static String run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        require("node");
        Path output = Files.createTempFile("push-client-", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends in time", List.of(command))
                    .isTrue();
            String text = Files.readString(output);
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /**
     * Skips the test where a program is missing.
     *
     * @param program its name
     */
    static void require(String program) {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(installed).as("%s is on the PATH", program).isTrue();
        }
        assumeTrue(installed, program + " is not on the PATH: this test of the client is left out");
    }
}
