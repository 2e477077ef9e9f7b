// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Subscribers vanish while events flow, and others take their place at once: a write that fails for the former must not
 * reach the latter, whose requests a container gives the very same objects.
 */
@Tag("thorough")
class ReconnectStormIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final int SUBSCRIBERS = Integer.getInteger("it.storm.subscribers", 1_000);
    private static final int ROUNDS = Integer.getInteger("it.storm.rounds", 10);

    @Test
    void closesNobodyAndGivesNobodyForeignBytes() throws IOException {
        try (RunningServer server = Servers.underTest()
                .systemProperty("push.heartbeat", "1s")
                .deploy(Wars.sample(), "ROOT")
                .start()) {
            URI push = server.uri().resolve("push/");
            IntFunction<String> names = i -> "s" + i;
            List<String> foreign = new ArrayList<>();
            long own = 0;
            long closed = 0;
            try (EventStorm storm = new EventStorm(push, SUBSCRIBERS, names)) {
                SocketSwarm old = open(push, names, new OwnEvents(names));
                for (int round = 0; round < ROUNDS; round++) {
                    OwnEvents events = new OwnEvents(names);
                    old.resetAll();
                    SocketSwarm fresh = open(push, names, events);
                    fresh.awaitAll(ReconnectStormIT::hasItsEventOrEnd, Duration.ofSeconds(60));
                    closed += fresh.count(connection -> connection.end() != SwarmConnection.End.NONE);
                    foreign.addAll(events.foreign());
                    own += events.own();
                    old.close();
                    old = fresh;
                }
                old.close();
                assertThat(storm.published()).isPositive();
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0}: {1} rounds of {2}: {3} own events seen, {4} foreign, {5} connections closed by the server",
                    server.kind().id(),
                    ROUNDS,
                    SUBSCRIBERS,
                    own,
                    foreign.size(),
                    closed);
            assertThat(foreign).isEmpty();
            assertThat(closed).isZero();
            assertThat(own).isGreaterThanOrEqualTo((long) ROUNDS * SUBSCRIBERS);
        }
    }

    private static SocketSwarm open(URI push, IntFunction<String> names, OwnEvents events) throws IOException {
        return SocketSwarm.open(
                push,
                SUBSCRIBERS,
                i -> RawRequest.get(push.getRawPath() + "sse?topic=" + EventStorm.topic(names.apply(i))),
                events);
    }

    private static boolean hasItsEventOrEnd(SwarmConnection connection) {
        return connection.end() != SwarmConnection.End.NONE || connection.text().contains("<<");
    }
}
