// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.thirdparty.NodeProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A command in the folder of the protocol's own packages. For one thread. */
final class NodeRun {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    private final Process process;
    private final Path output;

    private NodeRun(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static NodeRun start(String name, String... command) throws IOException {
        Path folder = NodeProject.folder("conformance");
        Path output = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new NodeRun(process, output);
    }

    /** Waits for its end, and tells what it said, without colours. */
    String text(long seconds) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                    .as("ends; its words are in " + output)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return COLOURS.matcher(Files.readString(output)).replaceAll("");
    }
}
