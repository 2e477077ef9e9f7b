// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server in Java, with a launcher of ours.
 *
 * @param module the module whose {@code target/lib} has its jars
 * @param launcher its main class
 */
record JavaHost(String module, String launcher) implements Host {

    @Override
    public List<String> command(Site site, Optional<Path> war, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(site.java());
        // Applications are unpacked there, and a killed server leaves them behind.
        Path temporary =
                Files.createDirectories(site.layout().target("benchmarks/load").resolve("tmp"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(site.jvmOptions());
        command.add("-cp");
        command.add(lib(site.layout()) + "/*");
        command.add(launcher);
        command.add(Integer.toString(site.port()));
        war.ifPresent(file -> command.add("/=" + file));
        command.addAll(options);
        return command;
    }

    private Path lib(Layout layout) {
        return layout.target(module).resolve("lib");
    }

    @Override
    public boolean isInstalled(Layout layout) {
        return Files.isDirectory(lib(layout));
    }
}
