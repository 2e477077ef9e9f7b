// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for npm, as a strict TypeScript project meets it. */
class NpmPackageTest {
    @TempDir
    private Path consumer;

    @Test
    void compilesInAStrictTypeScriptProject() throws IOException, InterruptedException {
        Node.require("npm");
        assumeFalse(
                System.getProperty("maven.network", "").endsWith("true")
                        && Files.notExists(Path.of("target/npm/node_modules/typescript")),
                "Maven is offline, and TypeScript is not installed");
        Node.run(Path.of("."), Map.of(), "node", "src/main/npm/pack.mjs");
        Path folder = Path.of("target/npm").toAbsolutePath();
        for (Path file : files(Path.of("src/test/npm"))) {
            Files.copy(file, consumer.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        List<Path> archives = files(folder).stream()
                .filter(file -> file.toString().endsWith(".tgz"))
                .toList();
        assertThat(archives).hasSize(1);
        Node.run(
                consumer,
                Map.of(),
                "npm",
                "install",
                "--offline",
                "--no-audit",
                "--no-fund",
                archives.get(0).toString());
        Node.run(consumer, Map.of(), folder.resolve("node_modules/.bin/tsc").toString(), "-p", ".");
        assertThat(consumer.resolve("node_modules/push-kit-client/client.js")).isRegularFile();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
