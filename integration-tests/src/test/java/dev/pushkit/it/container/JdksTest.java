// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fake folders of JDKs, wherever one may be. */
class JdksTest {
    @TempDir
    private Path folder;

    private Path running;

    @BeforeEach
    void install() throws IOException {
        running = jdk("jvm/java-17", "17.0.15");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Any\"\n");
        return home;
    }

    private Jdks jdks(Map<String, String> environment) {
        return new Jdks(running, environment, folder.resolve("user"));
    }

    @Test
    void findsTheRunningOneFirst() throws IOException {
        jdk("jvm/a-17", "17.0.1");
        assertThat(jdks(Map.of()).find(17)).contains(running);
    }

    @Test
    void findsAnotherBesideTheRunningOne() throws IOException {
        Path other = jdk("jvm/temurin-25", "25.0.3");
        assertThat(jdks(Map.of()).find(25)).contains(other);
    }

    @Test
    void findsThoseThatVariablesName() throws IOException {
        Path early = jdk("opt/early", "26");
        Path old = jdk("opt/old", "1.8.0_452");
        Jdks jdks = jdks(Map.of("JAVA_HOME_26_X64", early.toString(), "JAVA_HOME", old.toString()));
        assertThat(jdks.find(26)).contains(early);
        assertThat(jdks.find(8)).contains(old);
        assertThat(jdks.places()).contains("JAVA_HOME_26_X64=" + early, "JAVA_HOME=" + old);
    }

    @Test
    void findsThoseThatTheUserHasInstalled() throws IOException {
        Path sdkman = jdk("user/.sdkman/candidates/java/21-tem", "21.0.2");
        Path ide = jdk("user/.jdks/corretto-24", "24.0.1");
        assertThat(jdks(Map.of()).find(21)).contains(sdkman);
        assertThat(jdks(Map.of()).find(24)).contains(ide);
    }

    @Test
    void takesOnlyTheVeryRelease() throws IOException {
        jdk("jvm/temurin-25", "25.0.3");
        assertThat(jdks(Map.of()).find(21)).isEmpty();
        assertThat(jdks(Map.of()).find(2)).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoJdk() throws IOException {
        Files.createDirectories(folder.resolve("jvm/empty-25"));
        Files.delete(jdk("jvm/broken-25", "25").resolve("bin/java"));
        Files.writeString(jdk("jvm/strange-25", "25").resolve("release"), "nothing");
        Jdks jdks = jdks(Map.of("JAVA_HOME", folder.resolve("no/such").toString(), "JAVA_HOME_25_X64", ""));
        assertThat(jdks.find(25)).isEmpty();
        assertThat(jdks.newest(18, 99)).isEmpty();
    }

    @Test
    void knowsTheNewest() throws IOException {
        jdk("jvm/a-21", "21");
        Path newest = jdk("jvm/b-25", "25.0.3");
        Path older = jdk("jvm/c-24", "24.0.1");
        assertThat(jdks(Map.of()).newest(21, 99)).contains(newest);
        assertThat(jdks(Map.of()).newest(26, 99)).isEmpty();
        assertThat(jdks(Map.of()).newest(21, 24)).contains(older);
        assertThat(jdks(Map.of()).newest(22, 23)).isEmpty();
    }
}
