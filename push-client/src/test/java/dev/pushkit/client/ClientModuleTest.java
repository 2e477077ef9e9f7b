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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the client's own tests, which are JavaScript, where there is a Node.js to run them. */
class ClientModuleTest {
    private static final int DEADLINE_SECONDS = 60;

    @TempDir
    private Path output;

    @ParameterizedTest
    @ValueSource(strings = {"src/main/js/client.js", "target/classes/META-INF/resources/push/client.js"})
    void passesItsNodeTests(String module) throws IOException, InterruptedException {
        assumeTrue(nodeIsInstalled(), "Node.js is not on the PATH: the tests in src/test/js are left out");
        Path report = output.resolve("report.txt");
        ProcessBuilder command = new ProcessBuilder("node", "--test", "src/test/js/")
                .redirectErrorStream(true)
                .redirectOutput(report.toFile());
        command.environment()
                .put("PUSH_CLIENT", Path.of(module).toAbsolutePath().toUri().toString());
        Process node = command.start();
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
