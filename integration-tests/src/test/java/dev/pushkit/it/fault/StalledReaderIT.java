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
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.ServerUnderTest;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader that stops reading costs the server little, and the others nothing. */
@Shows(Feature.STALLED_READER)
class StalledReaderIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final long MOST_HEAP = 40_000_000;
    // What GlassFish and Payara take for a client that reads nothing before they say so.
    private static final long GRIZZLYS_QUEUE = 11_000_000;
    // Until the buffers on the way are full, on a busy machine.
    private static final Duration FILLING = Duration.ofSeconds(20);
    private static final int READERS = 5;
    private static final int STALLED = 20;
    private static final String PADDING = " " + "x".repeat(30_000);

    private final String topic = "demo/flood/" + UUID.randomUUID();
    private TestBed bed;

    @ParameterizedTest
    @CsvSource({"STREAM,stream", "WEBSOCKET,websocket"})
    void leavesAtTheWriteDeadlineAndHarmsNobody(Transport transport, String name, TestReporter reporter)
            throws IOException {
        bed = TestBed.of(App.IMPATIENT);
        HubFigures figures = new HubFigures(bed.push());
        figures.awaitNobody();
        int slowBefore = slow(figures);
        List<TimedReader> readers = readers(bed.push());
        LateBytes late = new LateBytes();
        try (Publisher publisher = Publisher.connect(bed.push());
                SocketSwarm stalled = SocketSwarm.open(bed.push(), STALLED, i -> subscribe(transport), late)) {
            publish(publisher, readers, 50);
            readers.forEach(TimedReader::take);
            long quiet = p99(publish(publisher, readers, 100));
            Optional<Long> heapBefore = heap();
            int left = transport == Transport.STREAM ? READERS : 0;
            figures.awaitConnections(name, left + STALLED, Duration.ofSeconds(10));
            stalled.connections().forEach(SwarmConnection::pause);
            long start = System.nanoTime();
            List<Long> beside = flood(publisher, readers, figures, name, left);
            Figures told = new Figures(reporter);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            told.took(transport.title(), took);
            assertThat(took).isLessThan(deadline().plus(FILLING));
            tell(told, transport, quiet, p99(beside), heapBefore);
            // Whoever waited for a stalled one would wait for the deadline.
            assertThat(p99(beside))
                    .as("p99 of the others in us")
                    .isLessThan(deadline().toMillis() * 1_000 / 2);
            // A connection is counted by its end a moment after it has left.
            Awaitility.await("all have left as slow")
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(slow(figures) - slowBefore).isEqualTo(STALLED));
            getsNothingMore(publisher, readers, stalled, late);
        } finally {
            for (TimedReader reader : readers) {
                reader.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"STREAM,stream", "WEBSOCKET,websocket"})
    void leavesBeforeThatWhenItResetsInTheMidstOfAWrite(Transport transport, String name) throws IOException {
        bed = TestBed.of(App.IMPATIENT);
        HubFigures figures = new HubFigures(bed.push());
        figures.awaitNobody();
        int slowBefore = slow(figures);
        try (Publisher publisher = Publisher.connect(bed.push());
                SocketSwarm stalled = SocketSwarm.open(bed.push(), READERS, i -> subscribe(transport))) {
            figures.awaitConnections(name, READERS, Duration.ofSeconds(10));
            stalled.connections().forEach(SwarmConnection::pause);
            // The deadline counts from when the buffers on the way are full, which this is about to do.
            long full = System.nanoTime() + deadline().toNanos() / 2;
            while (System.nanoTime() < full) {
                publisher.publish(topic, System.nanoTime() + PADDING);
            }
            stalled.resetAll();
            Awaitility.await("all have left")
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(deadline())
                    .until(() -> {
                        publisher.publish(topic, "0 to nobody");
                        return figures.connections(name) == 0;
                    });
            assertThat(slow(figures)).as("those that have left as slow").isEqualTo(slowBefore);
        }
    }

    // Of the application; on a server that somebody else runs, the sample has the setting's default.
    private Duration deadline() {
        return Duration.ofSeconds(bed.server().isPresent() ? 3 : 20);
    }

    private static int slow(HubFigures figures) throws IOException {
        return figures.now().getJsonObject("closed").getInt("slow", 0);
    }

    private Optional<Long> heap() throws IOException {
        return bed.server().isPresent()
                ? Optional.of(bed.server().orElseThrow().jvm().heapAfterCollection())
                : Optional.empty();
    }

    private List<TimedReader> readers(URI push) throws IOException {
        List<TimedReader> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(new TimedReader(Transport.STREAM, push, topic));
        }
        return readers;
    }

    private RawRequest subscribe(Transport transport) {
        String path = bed.push().getRawPath();
        return transport == Transport.STREAM
                ? RawRequest.get(path + "stream?topic=" + topic)
                : RawWebSocket.handshake(path + "ws?topic=" + topic, Map.of());
    }

    // The kernels' buffers fill first; the deadline counts from then.
    private List<Long> flood(Publisher publisher, List<TimedReader> readers, HubFigures figures, String name, int left)
            throws IOException {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + deadline().plus(FILLING).toNanos();
        do {
            assertThat(System.nanoTime())
                    .as("the stalled have to leave in time")
                    .isLessThan(end);
            nanos.addAll(publish(publisher, readers, 20));
        } while (figures.connections(name) > left);
        return nanos;
    }

    private List<Long> publish(Publisher publisher, List<TimedReader> readers, int events) throws IOException {
        AtomicReference<String> last = new AtomicReference<>();
        for (int i = 0; i < events; i++) {
            last.set(publisher.publish(topic, System.nanoTime() + PADDING));
        }
        // A topic keeps some thirty of these, so a reader on a slow container may be told of a gap in between.
        Awaitility.await("the readers")
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> readers.stream().allMatch(reader -> reader.seen().equals(last.get()) || reader.ended()));
        assertThat(readers).extracting(TimedReader::end).as("the readers' ends").containsOnly("");
        return readers.stream().flatMap(reader -> reader.take().stream()).toList();
    }

    // What the kernels still hold may arrive; what is published now may not.
    private void getsNothingMore(Publisher publisher, List<TimedReader> readers, SocketSwarm stalled, LateBytes late)
            throws IOException {
        publisher.publish(topic, System.nanoTime() + " " + LateBytes.MARK);
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
        assertThat(sorted).as("what the readers have seen").isNotEmpty();
        return sorted.get((int) (sorted.size() * 0.99)) / 1_000;
    }

    private void tell(Figures figures, Transport transport, long quiet, long beside, Optional<Long> before)
            throws IOException {
        Optional<Long> after = heap();
        String unbounded = ServerUnderTest.ofThisProcess().kind().lacks().get(Ability.BOUNDED_OUTPUT);
        long most = MOST_HEAP;
        if (unbounded != null && bed.server().isPresent()) {
            figures.note(unbounded);
            most += STALLED * GRIZZLYS_QUEUE;
        }
        if (before.isPresent()) {
            assertThat(after.orElseThrow() - before.orElseThrow())
                    .as("heap that the stalled cost")
                    .isLessThan(most);
        }
        LOG.log(
                System.Logger.Level.INFO,
                "p99 of {0} readers {1} us alone, {2} us beside {3} stalled by {4}; heap {5} before, {6} after",
                READERS,
                quiet,
                beside,
                STALLED,
                transport.title(),
                before,
                after);
    }
}
