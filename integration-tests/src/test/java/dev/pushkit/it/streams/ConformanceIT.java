// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.browser.SampleServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests that the protocol's authors publish, and their client. */
@Tag("streams")
class ConformanceIT {
    private static final Pattern FIGURES =
            Pattern.compile("Tests  (?:(\\d+) failed \\| )?(\\d+) passed \\| (\\d+) skipped");
    private static final int PASSED = 332;
    // Subscriptions, which are optional, and which the suite leaves out unless it is asked.
    private static final int SKIPPED = 6;
    private static final long MOST_SECONDS = 180;

    @TempDir
    Path folder;

    @Test
    void passesTheProtocolsOwnTestsInMemoryAndOnDisk() throws Exception {
        try (SampleServer memory = SampleServer.start(Map.of(), "--open-streams");
                SampleServer disk =
                        SampleServer.start(Map.of("push.streams.dir", folder.toString()), "--open-streams")) {
            NodeRun inMemory = suite("memory", memory);
            NodeRun onDisk = suite("disk", disk);
            checkFigures(inMemory.text(MOST_SECONDS));
            checkFigures(onDisk.text(MOST_SECONDS));
        }
    }

    @Test
    void letsTheProtocolsOwnClientAppendAndRead() throws Exception {
        try (SampleServer server = SampleServer.start(Map.of())) {
            String said = NodeRun.start(
                            "client",
                            "node",
                            "client.mjs",
                            server.push().resolve("streams/demo/json").toString())
                    .text(MOST_SECONDS);
            assertThat(said.strip()).isEqualTo("{\"failures\":[],\"inOrder\":true,\"liveInOrder\":true}");
        }
    }

    private static NodeRun suite(String name, SampleServer server) throws IOException {
        return NodeRun.start(
                name,
                "npx",
                "--no-install",
                "@durable-streams/server-conformance-tests@0.3.6",
                "--run",
                server.push().resolve("streams").toString());
    }

    private static void checkFigures(String said) {
        Matcher figures = FIGURES.matcher(said);
        assertThat(figures.find()).as(said).isTrue();
        assertThat(figures.group(1)).as(said).isNull();
        assertThat(Integer.parseInt(figures.group(2))).isEqualTo(PASSED);
        assertThat(Integer.parseInt(figures.group(3))).isEqualTo(SKIPPED);
    }
}
