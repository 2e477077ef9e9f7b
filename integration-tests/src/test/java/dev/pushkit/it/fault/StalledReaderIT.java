// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader that stops reading costs the server little, and the others nothing. */
class StalledReaderIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int READERS = 5;
    private static final int STALLED = 20;
    private static final String PADDING = " " + "x".repeat(30_000);

    @ParameterizedTest
    @CsvSource({"STREAM,stream", "WEBSOCKET,websocket"})
    void leavesAtTheWriteDeadlineAndHarmsNobody(Transport transport, String name) throws IOException {
        try (RunningServer server = Servers.underTest()
                .systemProperty("push.write-deadline", DEADLINE.toSeconds() + "s")
                .deploy(Wars.sample(), "ROOT")
                .start()) {
            URI push = server.uri().resolve("push/");
            HubFigures figures = new HubFigures(push);
            List<TimedReader> readers = readers(push);
            LateBytes late = new LateBytes();
            try (Publisher publisher = Publisher.connect(push);
                    SocketSwarm stalled = SocketSwarm.open(push, STALLED, i -> subscribe(push, transport), late)) {
                publish(publisher, readers, 50);
                readers.forEach(TimedReader::take);
                long quiet = p99(publish(publisher, readers, 100));
                long heapBefore = server.jvm().heapAfterCollection();
                int there = STALLED + (name.equals("stream") ? READERS : 0);
                figures.awaitConnections(name, there, Duration.ofSeconds(10));
                stalled.connections().forEach(SwarmConnection::pause);
                List<Long> beside = flood(publisher, readers, figures, name, there - STALLED);
                long heapAfter = server.jvm().heapAfterCollection();
                tell(server, name, quiet, p99(beside), heapBefore, heapAfter);
                assertThat(heapAfter - heapBefore)
                        .as("heap that the stalled cost")
                        .isLessThan(40_000_000L);
                // Whoever waited for a stalled one would wait for the deadline.
                assertThat(p99(beside)).as("p99 of the others in us").isLessThan(DEADLINE.toMillis() * 1_000 / 2);
                assertThat(figures.now().getJsonObject("closed").getInt("slow")).isEqualTo(STALLED);
                assertThat(readers).noneMatch(TimedReader::ended);
                getsNothingMore(publisher, readers, stalled, late);
            } finally {
                for (TimedReader reader : readers) {
                    reader.close();
                }
            }
        }
    }

    private static List<TimedReader> readers(URI push) throws IOException {
        List<TimedReader> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(new TimedReader(Transport.STREAM, push, "demo/flood"));
        }
        return readers;
    }

    private static RawRequest subscribe(URI push, Transport transport) {
        return transport == Transport.STREAM
                ? RawRequest.get(push.getRawPath() + "stream?topic=demo/flood")
                : RawWebSocket.handshake(push.getRawPath() + "ws?topic=demo/flood", Map.of());
    }

    // The kernels' buffers fill first; the deadline counts from then.
    private static List<Long> flood(
            Publisher publisher, List<TimedReader> readers, HubFigures figures, String name, int left)
            throws IOException {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (figures.connections(name) > left) {
            assertThat(System.nanoTime())
                    .as("the stalled have to leave in time")
                    .isLessThan(end);
            nanos.addAll(publish(publisher, readers, 20));
        }
        return nanos;
    }

    private static List<Long> publish(Publisher publisher, List<TimedReader> readers, int events) throws IOException {
        for (int i = 0; i < events; i++) {
            publisher.publish("demo/flood", System.nanoTime() + PADDING);
        }
        Awaitility.await("the readers")
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> readers.stream().allMatch(reader -> reader.count() >= events || reader.ended()));
        return readers.stream().flatMap(reader -> reader.take().stream()).toList();
    }

    // What the kernels still hold may arrive; what is published now may not.
    private static void getsNothingMore(
            Publisher publisher, List<TimedReader> readers, SocketSwarm stalled, LateBytes late) throws IOException {
        publisher.publish("demo/flood", System.nanoTime() + " " + LateBytes.MARK);
        stalled.connections().forEach(SwarmConnection::resume);
        publish(publisher, readers, 1);
        Awaitility.await("quiet")
                .during(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .until(late::isQuiet);
        assertThat(late.seen())
                .as("connections that got what was published after their end")
                .isZero();
    }

    private static long p99(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) (sorted.size() * 0.99)) / 1_000;
    }

    private static void tell(RunningServer server, String name, long quiet, long beside, long before, long after) {
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: p99 of {1} readers {2} us alone, {3} us beside {4} stalled by {5}; heap {6} KiB before, {7} after",
                server.kind().id(),
                READERS,
                quiet,
                beside,
                STALLED,
                name,
                before / 1024,
                after / 1024);
    }
}
