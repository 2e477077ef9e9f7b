// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars of an embedded server, which stay off the tests' own class path.
 *
 * <p>A module named like the kind has put them into {@code target/lib}, its own classes into {@code target/classes};
 * the system property {@code it.modules} names the folder of these modules. Thread-safe.
 *
 * @param id the name of the kind
 */
record Libraries(String id) {

    /**
     * The class path of the server.
     *
     * @param websocket whether the jars that have to do with WebSockets are on it
     * @return the paths, as {@code java -cp} takes them
     */
    String classPath(boolean websocket) {
        String jars = jars().stream()
                .filter(jar -> websocket || !name(jar).contains("websocket"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return target().resolve("classes") + File.pathSeparator + jars;
    }

    /**
     * The version of a library.
     *
     * @param artifact its name, such as {@code jetty-server}
     * @return the version by its file's name
     */
    String version(String artifact) {
        return jars().stream()
                .map(Libraries::name)
                .filter(name -> name.matches(artifact + "-\\d.*\\.jar"))
                .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + artifact + " in " + target()));
    }

    private List<Path> jars() {
        try (Stream<Path> jars = Files.list(target().resolve("lib"))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The module of " + id + " is not built", e);
        }
    }

    private Path target() {
        return Settings.file("it.modules").resolve(id).resolve("target");
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }
}
