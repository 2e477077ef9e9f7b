// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Exit;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A server that is told to end says so to everybody, and ends. */
@Shows(Feature.SIGTERM)
class ShutdownIT {
    // A close frame: 0x88, its length, 0x03E9; neither 0x88 nor 0xE9 is a character of UTF-8 here.
    private static final Pattern GOING_AWAY = Pattern.compile("\uFFFD[\\x02-\\x7D]\\x03\uFFFD");
    private static final int STREAMS = Integer.getInteger("it.shutdown.streams", 1_000);

    @Test
    void tellsEveryStreamAndEndsInTime(TestReporter reporter) throws IOException {
        try (RunningServer server =
                Servers.underTest().deploy(Wars.sample(), "ROOT").start()) {
            URI push = server.uri().resolve("push/");
            try (SocketSwarm streams = SocketSwarm.open(push, STREAMS, i -> request(push, i))) {
                streams.awaitAll(connection -> connection.text().contains("\"open\""), Duration.ofSeconds(30));
                long start = System.nanoTime();
                CompletableFuture<Exit> ending = CompletableFuture.supplyAsync(server::terminate);
                streams.awaitAll(
                        connection -> wasTold(connection) || connection.end() != SwarmConnection.End.NONE,
                        Duration.ofSeconds(10));
                Duration drained = Duration.ofNanos(System.nanoTime() - start);
                Exit exit = ending.join();
                long told = streams.count(ShutdownIT::wasTold);
                new Figures(reporter).took("%d of %d told,".formatted(told, STREAMS), drained);
                new Figures(reporter).took("process", exit.took());
                assertThat(told).isEqualTo(STREAMS);
                assertThat(exit.forced()).isFalse();
                assertThat(drained).isLessThan(Duration.ofSeconds(3));
                assertThat(server.log().text()).doesNotContain("\tat dev.pushkit");
            }
        }
    }

    // By the kit, or by the container itself, which may be first with a WebSocket: 1001 means the same.
    private static boolean wasTold(SwarmConnection connection) {
        String text = connection.text();
        return text.contains("\"shutdown\"")
                || connection.index() % 3 == 2 && GOING_AWAY.matcher(text).find();
    }

    private static RawRequest request(URI push, int index) {
        return switch (index % 3) {
            case 0 -> RawRequest.get(push.getRawPath() + "sse?topic=system/load");
            case 1 -> RawRequest.get(push.getRawPath() + "stream?topic=system/load");
            default -> RawWebSocket.handshake(push.getRawPath() + "ws?topic=system/load", Map.of());
        };
    }
}
