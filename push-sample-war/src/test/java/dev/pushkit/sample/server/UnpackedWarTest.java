// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedWarTest {
    @TempDir
    private Path directory;

    private UnpackedWar unpacked;

    @BeforeEach
    void create() throws IOException {
        unpacked = UnpackedWar.create();
    }

    @AfterEach
    void close() {
        unpacked.close();
    }

    @Test
    void copiesTheWar() throws IOException {
        unpacked.fill(war("index.html", "WEB-INF/server/a.jar"));
        assertThat(unpacked.webapp().resolve("index.html")).hasContent("index.html");
        assertThat(unpacked.webapp().resolve("WEB-INF/server/a.jar")).exists();
    }

    @Test
    void findsTheServersClassesAndJars() throws IOException {
        unpacked.fill(
                war("WEB-INF/server/b.jar", "WEB-INF/server/a.jar", "WEB-INF/server/x/Y.class", "WEB-INF/lib/c.jar"));
        assertThat(unpacked.serverClassPath())
                .extracting(url -> url.getPath().replaceFirst(".*/WEB-INF/", ""))
                .containsExactly("server/", "server/a.jar", "server/b.jar");
    }

    @Test
    void writesNothingOutsideItself() throws IOException {
        Path war = war("../outside.txt");
        assertThatThrownBy(() -> unpacked.fill(war))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../outside.txt");
        assertThat(unpacked.directory().resolve("outside.txt")).doesNotExist();
    }

    @Test
    void leavesNothingBehind() throws IOException {
        unpacked.fill(war("a/b/c.txt"));
        unpacked.close();
        assertThat(unpacked.directory()).doesNotExist();
        unpacked.close();
    }

    private Path war(String... names) throws IOException {
        Path war = directory.resolve("test.war");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war))) {
            for (String name : names) {
                out.putNextEntry(new JarEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return war;
    }
}
