// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the client's own tests, which are JavaScript, on its sources and on what the build makes of them. */
class ClientModuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"src/main/js/client.js", "target/classes/META-INF/resources/push/client.js"})
    void passesItsNodeTests(String file) throws IOException, InterruptedException {
        String module = Path.of(file).toAbsolutePath().toUri().toString();
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
        try (DirectoryStream<Path> tests = Files.newDirectoryStream(Path.of("src/test/js"), "*.test.mjs")) {
            tests.forEach(test -> command.add(test.toString()));
        }
        assertThat(Node.run(Path.of("."), Map.of("PUSH_CLIENT", module), command.toArray(String[]::new)))
                .containsPattern("(?m)^# pass [1-9]");
    }

    @Test
    void itsSourceMapSaysNothingOfTheMachineThatBuiltIt() throws IOException {
        String map = Files.readString(Path.of("target/classes/META-INF/resources/push/client.js.map"));
        assertThat(map)
                .contains("\"file\":\"client.js\"", "src/main/js/link.js")
                .doesNotContain(Path.of(".").toRealPath().toString());
    }
}
