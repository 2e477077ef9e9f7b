// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A copy of the WAR in a temporary directory that goes away with it. Not thread-safe.
 *
 * @param directory the copy; holds {@code webapp}, and room for the server's own files
 */
record UnpackedWar(Path directory) implements AutoCloseable {
    private static final String SERVER = "WEB-INF/server";

    /**
     * Makes an empty place for a copy.
     *
     * @return the place, to be filled and closed
     * @throws IOException if the temporary directory cannot be written
     */
    static UnpackedWar create() throws IOException {
        return new UnpackedWar(Files.createTempDirectory("push-sample-"));
    }

    /** Gives the root of the web application. */
    Path webapp() {
        return directory.resolve("webapp");
    }

    /**
     * Copies the WAR here.
     *
     * @param war the WAR
     * @throws IOException if it cannot be read or the copy not be written
     */
    void fill(Path war) throws IOException {
        try (JarFile file = new JarFile(war.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                Path target = webapp().resolve(entry.getName()).normalize();
                if (!target.startsWith(webapp())) {
                    throw new IOException(war + " holds an entry outside itself: " + entry.getName());
                }
                copy(file, entry, target);
            }
        }
    }

    private static void copy(JarFile file, JarEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, target);
        }
    }

    /**
     * Gives the class path of the server: its own classes and all jars beside them.
     *
     * @return the places to load the server from
     * @throws IOException if the copy cannot be read
     */
    List<URL> serverClassPath() throws IOException {
        Path server = webapp().resolve(SERVER);
        List<URL> urls = new ArrayList<>();
        urls.add(url(server));
        try (Stream<Path> files = Files.list(server)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                urls.add(url(jar));
            }
        }
        return urls;
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    /** Deletes the copy, as far as that is possible: what a virus scanner holds open stays. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException stays) {
            // a leftover in the temporary directory is no reason to end with a failure
        }
    }
}
