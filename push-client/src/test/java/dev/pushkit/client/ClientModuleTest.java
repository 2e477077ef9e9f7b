// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the client's own tests, which are JavaScript, on its sources and on what the build makes of them. */
class ClientModuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"src/main/js/client.js", "target/classes/META-INF/resources/push/client.js"})
    void passesItsNodeTests(String file) throws IOException, InterruptedException {
        String module = Path.of(file).toAbsolutePath().toUri().toString();
        assertThat(Node.run(Path.of("."), Map.of("PUSH_CLIENT", module), "node", "--test", "src/test/js/"))
                .containsPattern("(?m)^# pass [1-9]");
    }
}
