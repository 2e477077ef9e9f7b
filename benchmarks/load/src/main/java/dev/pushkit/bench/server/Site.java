// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import java.nio.file.Path;
import java.util.List;

/**
 * Where and how a server is to run.
 *
 * @param layout where files lie
 * @param javaHome the JDK of Java servers
 * @param pinning which cores it has
 * @param port the port of 127.0.0.1
 * @param jvmOptions further options of Java
 */
public record Site(Layout layout, Path javaHome, Pinning pinning, int port, List<String> jvmOptions) {

    /**
     * The same with further options of Java.
     *
     * @param options the options
     * @return the site
     */
    public Site withJvm(String... options) {
        return new Site(layout, javaHome, pinning, port, List.of(options));
    }

    List<String> java() {
        return List.of(javaHome.resolve("bin/java").toString(), "-Xms2g", "-Xmx2g");
    }
}
