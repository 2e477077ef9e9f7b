// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** An application that is taken out of a running server takes all of its threads and classes along. */
@Shows(Feature.UNDEPLOY)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UndeployIT {
    private static final String HUB = "dev.pushkit.DefaultHub";
    private static final int TIMES = Integer.getInteger("it.undeploy.times", 5);
    private static final int CONNECTIONS = 21;
    private static final int REQUESTS = 64;
    private static final Duration SOON = Duration.ofSeconds(2);
    // Before Java 24 a thread keeps the class loaders of the code that was running where it was created, and Tomcat
    // adds to its pool where any application completes a response: so all of its threads are there first.
    private static final String THREADS = "60";

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        Servers.needs(Ability.HOT_DEPLOYMENT);
        server = Servers.underTest()
                .serverOption("minSpareThreads", THREADS)
                .serverOption("maxThreads", THREADS)
                .start();
        closeAConnectionEachWay();
    }

    // Grizzly keeps an exception for good that it makes when the first connection closes, and with it the code on the
    // stack: let that be the server's own.
    private static void closeAConnectionEachWay() throws IOException {
        try (RawHttp http = RawHttp.connect(server.uri())) {
            http.send(RawRequest.get("/").header("Connection", "close")).text();
        }
        try (RawHttp http = RawHttp.connect(server.uri())) {
            http.send(RawRequest.get("/")).text();
            http.connection().fin();
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Order(1)
    @Test
    void tellsEverybodyAndLeavesNoThreadBehind(TestReporter reporter) throws IOException {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            server.deploy(Wars.sample(), "ROOT");
            took.add(useAndUndeploy());
        }
        new Figures(reporter).took("", took.stream().max(Duration::compareTo).orElseThrow());
        Awaitility.await("the threads' end").atMost(Duration.ofSeconds(10)).until(() -> ownThreads()
                .isEmpty());
        assertThat(server.log().text())
                .doesNotContain("has started a thread named [push")
                .doesNotContain("memory leak");
        assertThat(took).allSatisfy(one -> assertThat(one).isLessThan(SOON));
    }

    @Order(2)
    @Test
    void leavesNoClassLoaderBehind() throws IOException {
        Servers.needs(Ability.CLASS_UNLOADING);
        assertThat(server.log().text()).as("the first test has run").contains("The hub is running");
        // Some containers keep the application that was there last, until there is another.
        server.deploy(Wars.sample(), "ROOT");
        try {
            Awaitility.await("the classes' end")
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        askAround();
                        return server.jvm().loadersOf(HUB) == 1;
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "Class loaders are left; they are held by\n"
                            + String.join("\n", server.jvm().holdersOfLoaders(HUB)),
                    e);
        }
    }

    // Open Liberty's threads keep the last request that each of them has served, until the next.
    private static void askAround() {
        try (SocketSwarm requests = SocketSwarm.open(server.uri(), REQUESTS, i -> RawRequest.get("/push/health"))) {
            requests.awaitAll(one -> one.text().contains("\"up\""), Duration.ofSeconds(10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration useAndUndeploy() throws IOException {
        URI push = server.uri().resolve("push/");
        try (SocketSwarm streams = SocketSwarm.open(push, CONNECTIONS, i -> request(push, i))) {
            streams.awaitAll(connection -> connection.text().contains("\"open\""), Duration.ofSeconds(20));
            assertThat(ownThreads()).as("the kit's threads while it runs").isNotEmpty();
            assertThat(server.jvm().loadersOf(HUB))
                    .as("the kit's classes while it runs")
                    .isPositive();
            Duration took = server.undeploy("ROOT");
            // An answer that has ended may leave its connection to further requests.
            streams.awaitAll(UndeployIT::wasTold, Duration.ofSeconds(10));
            return took;
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

    private static List<String> ownThreads() throws IOException {
        return server.jvm().threadNames().stream()
                .filter(name -> name.startsWith("push"))
                .toList();
    }
}
