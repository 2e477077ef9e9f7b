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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jetty fails a write that is under way when its idle limit is over: a heartbeat of the same length never is. */
@Tag("thorough")
class IdleTimeoutIT {
    private static final int LIMIT_SECONDS = 3;
    private static final int STREAMS = 400;
    private static final int HEARTBEATS = 3;

    @Test
    void cutsNoStreamWhoseHeartbeatIsAMultipleOfTheLimit() throws IOException {
        try (RunningServer server = Servers.underTest()
                .serverOption("idleTimeout", Integer.toString(LIMIT_SECONDS * 1_000))
                .deploy(Wars.sample(), "ROOT")
                .start()) {
            URI push = server.uri().resolve("push/");
            String target = push.getRawPath() + "sse?topic=demo/q&heartbeat=";
            try (SocketSwarm streams = SocketSwarm.open(
                    push, STREAMS, i -> RawRequest.get(target + (i % 2 == 0 ? 1 : 2) * LIMIT_SECONDS))) {
                streams.awaitAll(
                        stream -> stream.end() != SwarmConnection.End.NONE || heartbeats(stream) >= HEARTBEATS,
                        Duration.ofSeconds(HEARTBEATS * 2 * LIMIT_SECONDS + 10));
                assertThat(streams.count(stream -> stream.end() != SwarmConnection.End.NONE))
                        .as("streams that were cut")
                        .isZero();
            }
        }
    }

    private static long heartbeats(SwarmConnection stream) {
        return stream.text().lines().filter(":"::equals).count();
    }
}
