// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.RawConnection;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.ServerJvm;
import dev.pushkit.it.container.ServerUnderTest;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No container tells of a lost client by itself: the heartbeat does. */
class VanishedClientIT {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final List<String> TOPICS = List.of("demo/quiet");
    private static final int MANY = 50;
    private static final String CYCLE = "dev.pushkit.servlet.AsyncCycle";
    // What a busy machine adds.
    private static final Duration GRACE = Duration.ofMillis(750);

    private static TestBed bed;
    private static HubFigures figures;

    @BeforeAll
    static void start() throws IOException {
        bed = TestBed.of(App.COUNTED);
        figures = new HubFigures(bed.push());
    }

    @BeforeEach
    void isAlone() {
        figures.awaitNobody();
    }

    private static Duration heartbeats() {
        return HEARTBEAT.multipliedBy(ServerUnderTest.ofThisProcess().kind().heartbeatsToNotice());
    }

    @Shows(Feature.FIN)
    @ParameterizedTest
    @EnumSource(names = {"SSE", "STREAM", "WEBSOCKET"})
    void leavesTheStatisticsInTimeWhenItCloses(Transport transport, TestReporter reporter) throws IOException {
        vanishes(transport, reporter, RawConnection::fin);
    }

    @Shows(Feature.RST)
    @ParameterizedTest
    @EnumSource(names = {"SSE", "STREAM", "WEBSOCKET"})
    void leavesTheStatisticsInTimeWhenItResets(Transport transport, TestReporter reporter) throws IOException {
        vanishes(transport, reporter, RawConnection::reset);
    }

    private interface Cut {
        void cut(RawConnection connection) throws IOException;
    }

    private static void vanishes(Transport transport, TestReporter reporter, Cut cut) throws IOException {
        String name = transport.name().toLowerCase(Locale.ROOT);
        try (Follower follower = Follower.open(transport, bed.push(), TOPICS, "latest&heartbeat=1")) {
            assertThat(follower.next().orElseThrow().control()).contains("open");
            figures.awaitConnections(name, 1, Duration.ofSeconds(5));
            cut.cut(follower.connection());
            Duration took = figures.awaitConnections(name, 0, heartbeats().plus(GRACE));
            new Figures(reporter).took(transport.title(), took);
        }
    }

    @Shows({Feature.FIN, Feature.RST})
    @Test
    void leavesNoSocketAndNoRequestBehind() throws IOException {
        Servers.needs(Ability.OWN_PROCESS);
        ServerJvm jvm = bed.server().orElseThrow().jvm();
        long others = jvm.instances(CYCLE);
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Transport transport = i % 2 == 0 ? Transport.SSE : Transport.STREAM;
            followers.add(Follower.open(transport, bed.push(), TOPICS, "latest&heartbeat=1"));
        }
        long open = jvm.sockets();
        for (Follower follower : followers) {
            follower.next();
            follower.connection().fin();
        }
        figures.awaitConnections("stream", 0, heartbeats().plus(GRACE));
        // Not one of them may wait for a response that nobody has completed.
        Awaitility.await("the sockets' end")
                .pollInterval(Duration.ofMillis(100))
                .atMost(heartbeats().plusSeconds(5))
                .until(() -> jvm.sockets() <= open - MANY * 9 / 10);
        // A container that is not told of the end keeps the request, and what listens to it.
        Awaitility.await("the requests' end")
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> jvm.instances(CYCLE) <= others + MANY / 10);
    }

    @Shows(Feature.RST)
    @Test
    void leavesTheStatisticsAtTheEndOfItsHold() throws IOException {
        try (Follower follower = Follower.open(Transport.LONG_POLL, bed.push(), TOPICS, "latest")) {
            Thread waiting = new Thread(() -> swallow(follower));
            waiting.setDaemon(true);
            waiting.start();
            figures.awaitConnections("poll", 1, Duration.ofSeconds(5));
            follower.connection().reset();
            figures.awaitConnections("poll", 0, Duration.ofSeconds(6));
        }
    }

    @Shows(Feature.FIN)
    @Test
    void missesThePongOfAWebSocketBehindABlackHole() throws IOException {
        URI uri = bed.push().resolve("ws?topic=" + TOPICS.get(0) + "&heartbeat=1");
        try (RawWebSocket socket = RawWebSocket.connect(uri)) {
            socket.silent();
            figures.awaitConnections("websocket", 1, Duration.ofSeconds(5));
            figures.awaitConnections("websocket", 0, heartbeats().plus(GRACE));
        }
    }

    private static void swallow(Follower follower) {
        try {
            follower.next();
        } catch (IOException expected) {
            System.getLogger("dev.pushkit.it").log(System.Logger.Level.TRACE, "Cut, as the test wants it.", expected);
        }
    }
}
