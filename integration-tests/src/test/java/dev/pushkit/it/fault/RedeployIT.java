// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.ServerBuilder;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An application that is taken out of a running server takes all of its threads and classes along. */
class RedeployIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final String LOADER = "org.apache.catalina.loader.ParallelWebappClassLoader";
    private static final int TIMES = 5;
    private static final int CONNECTIONS = 20;
    // Before Java 24 a thread keeps the class loaders of the code that was running where it was created, and Tomcat
    // adds to its pool where any application completes a response: so all of its threads are there first.
    private static final String THREADS = "60";

    @Test
    void leavesNoThreadNoTimerAndNoClassLoaderBehind() throws IOException {
        assumeThat(Servers.kindUnderTest().id()).as("this needs hot deployment").startsWith("tomcat");
        ServerBuilder builder = Servers.underTest()
                .serverOption("minSpareThreads", THREADS)
                .serverOption("maxThreads", THREADS)
                // Tomcat's own script opens these too: it looks for leaks there.
                .jvmOptions(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
        try (RunningServer server = builder.start()) {
            long loaders = server.jvm().instances(LOADER);
            for (int i = 0; i < TIMES; i++) {
                server.deploy(Wars.sample(), "ROOT");
                useAndUndeploy(server);
            }
            Awaitility.await("the threads' end").atMost(Duration.ofSeconds(10)).until(() -> ownThreads(server)
                    .isEmpty());
            Awaitility.await("the class loaders' end")
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.jvm().instances(LOADER) == loaders);
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0}: after {1} deployments {2} class loaders as before, threads left {3}",
                    server.kind().id(),
                    TIMES,
                    loaders,
                    ownThreads(server));
            assertThat(server.log().text())
                    .doesNotContain("has started a thread named [push")
                    .doesNotContain("memory leak");
        }
    }

    private static void useAndUndeploy(RunningServer server) throws IOException {
        URI push = server.uri().resolve("push/");
        try (SocketSwarm streams = SocketSwarm.open(push, CONNECTIONS, i -> request(push, i))) {
            streams.awaitAll(connection -> connection.text().contains("\"open\""), Duration.ofSeconds(20));
            assertThat(ownThreads(server)).as("the kit's threads while it runs").isNotEmpty();
            long start = System.nanoTime();
            server.undeploy("ROOT");
            long millis = (System.nanoTime() - start) / 1_000_000;
            // An answer that has ended may leave its connection to further requests.
            streams.awaitAll(RedeployIT::wasTold, Duration.ofSeconds(10));
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0}: undeployed in {1} ms, {2} connections were told",
                    server.kind().id(),
                    millis,
                    streams.count(RedeployIT::wasTold));
        }
    }

    private static boolean wasTold(SwarmConnection connection) {
        return connection.text().contains("\"shutdown\"");
    }

    private static RawRequest request(URI push, int index) {
        return switch (index % 3) {
            case 0 -> RawRequest.get(push.getRawPath() + "sse?topic=demo/x");
            case 1 -> RawRequest.get(push.getRawPath() + "stream?topic=demo/x");
            default -> RawWebSocket.handshake(push.getRawPath() + "ws?topic=demo/x", Map.of());
        };
    }

    private static List<String> ownThreads(RunningServer server) throws IOException {
        return server.jvm().threadNames().stream()
                .filter(name -> name.startsWith("push"))
                .toList();
    }
}
