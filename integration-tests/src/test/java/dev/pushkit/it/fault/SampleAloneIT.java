// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.container.ServerUnderTest;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample by {@code java -jar}, as a newcomer starts it. */
@Tag("thorough")
class SampleAloneIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final int STREAMS = 1_000;

    @TempDir
    Path folder;

    @BeforeAll
    static void once() {
        assumeThat(ServerUnderTest.ofThisProcess().kind().id())
                .as("it brings its own server, so one row is enough")
                .startsWith("jetty");
    }

    @Test
    void tellsAThousandStreamsAndEndsWithinThreeSeconds() throws Exception {
        int port = freePort();
        Path log = folder.resolve("sample.log");
        Process sample = start(log, "--port", Integer.toString(port));
        try {
            URI push = URI.create("http://127.0.0.1:" + port + "/push/");
            Awaitility.await("the sample's answer")
                    .ignoreExceptions()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> RawHttp.text(push.resolve("health")).contains("up"));
            try (SocketSwarm streams =
                    SocketSwarm.open(push, STREAMS, i -> RawRequest.get(push.getRawPath() + "sse?topic=system/load"))) {
                streams.awaitAll(connection -> connection.text().contains("push.open"), Duration.ofSeconds(30));
                long start = System.nanoTime();
                sample.destroy();
                assertThat(sample.waitFor(10, TimeUnit.SECONDS)).isTrue();
                long millis = (System.nanoTime() - start) / 1_000_000;
                streams.awaitAll(connection -> connection.end() != SwarmConnection.End.NONE, Duration.ofSeconds(5));
                long told = streams.count(connection -> connection.text().contains("push.close"));
                LOG.log(System.Logger.Level.INFO, "{0} of {1} told, ended after {2} ms", told, STREAMS, millis);
                assertThat(told).isEqualTo(STREAMS);
                assertThat(millis).isLessThan(3_000);
                assertThat(Files.readString(log)).doesNotContain("\tat ").doesNotContain("Exception");
            }
        } finally {
            sample.destroyForcibly();
        }
    }

    @Test
    void saysInOneLineThatItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path log = folder.resolve("taken.log");
            Process sample = start(log, "--port", Integer.toString(taken.getLocalPort()));
            assertThat(sample.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sample.exitValue()).isEqualTo(2);
            assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("--port")))
                    .hasSize(1);
            assertThat(Files.readString(log)).doesNotContain("\tat ");
        }
    }

    private static Process start(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                Wars.sample().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
