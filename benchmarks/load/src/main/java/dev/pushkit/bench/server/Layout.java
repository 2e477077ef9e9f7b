// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where the build has put things.
 *
 * @param root the project's folder
 */
public record Layout(Path root) {

    /**
     * Finds the project by the jar that runs, which lies in {@code benchmarks/load/target}.
     *
     * @return its layout
     */
    public static Layout find() {
        try {
            Path jar = Path.of(Layout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Layout(jar.getParent().resolve("../../..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The benchmarks run from a jar in a folder.", e);
        }
    }

    /**
     * A module's folder for what is built.
     *
     * @param module such as {@code benchmarks/kit}
     * @return the folder
     */
    public Path target(String module) {
        return root.resolve(module).resolve("target");
    }

    /**
     * Where results go.
     *
     * @return the folder
     */
    public Path results() {
        return target("benchmarks/load").resolve("results");
    }
}
