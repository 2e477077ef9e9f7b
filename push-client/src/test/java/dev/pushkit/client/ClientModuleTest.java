// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the client's own tests, which are JavaScript, where there is a Node.js to run them. */
class ClientModuleTest {
    private static final int DEADLINE_SECONDS = 60;

    @TempDir
    private Path output;

    @Test
    void passesItsNodeTests() throws IOException, InterruptedException {
        assumeTrue(nodeIsInstalled(), "Node.js is not on the PATH: the tests in src/test/js are left out");
        Path report = output.resolve("report.txt");
        Process node = new ProcessBuilder("node", "--test", "src/test/js/")
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        try {
            assertThat(node.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .as("ends in time")
                    .isTrue();
        } finally {
            node.destroyForcibly();
        }
        assertThat(node.exitValue()).as(Files.readString(report)).isZero();
        assertThat(Files.readString(report)).containsPattern("(?m)^# pass [1-9]");
    }

    private static boolean nodeIsInstalled() {
        Map<String, String> environment = System.getenv();
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
    }
}
