// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Everybody talks at once, and everybody hears everything, in one order: a container takes one send at a time. */
@Shows(Feature.PUBLISHERS)
class PublishersIT {
    private static final int PUBLISHERS = 200;
    private static final int EVENTS = 5;
    private static final String ID = "\"id\":\"";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final String root = "demo/many/" + UUID.randomUUID();
    private final CyclicBarrier ready = new CyclicBarrier(PUBLISHERS);

    /** What one of them has heard: the ids of the events in order, and those that it was given for its own. */
    private record Heard(List<String> events, Set<String> own) {}

    @Test
    void loseNothingOverWebSocket(TestReporter reporter) throws Exception {
        URI push = TestBed.of(App.SAMPLE).push();
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        try {
            long start = System.nanoTime();
            List<Future<Heard>> all = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS; i++) {
                String topic = root + "/" + i;
                all.add(threads.submit(() -> talk(push, topic)));
            }
            List<String> first = heard(all.get(0)).events();
            assertThat(first).doesNotHaveDuplicates();
            for (Future<Heard> one : all) {
                assertThat(heard(one).events()).isEqualTo(first);
                assertThat(heard(one).own()).hasSize(EVENTS).isSubsetOf(first);
            }
            new Figures(reporter).took("", Duration.ofNanos(System.nanoTime() - start));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void mayPublishWhatIsLargerThanAContainersOwnLimit() throws IOException {
        // Tomcat takes 8,192 characters unless it is told otherwise.
        String text = "x".repeat(60_000);
        try (RawWebSocket socket =
                RawWebSocket.connect(TestBed.of(App.SAMPLE).push().resolve("ws?topic=" + root))) {
            socket.text("{\"op\":\"publish\",\"ref\":\"1\",\"topic\":\"%s\",\"data\":\"%s\"}".formatted(root, text));
            List<Arrival> events = List.of();
            while (events.isEmpty()) {
                events = Arrival.all(socket.next().orElseThrow()).stream()
                        .filter(Arrival::isEvent)
                        .toList();
            }
            assertThat(events).extracting(Arrival::data).containsExactly(text);
        }
    }

    private static Heard heard(Future<Heard> one) throws InterruptedException, ExecutionException, TimeoutException {
        return one.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Heard talk(URI push, String topic) throws Exception {
        try (RawWebSocket socket = RawWebSocket.connect(push.resolve("ws?topic=" + root + "/*"))) {
            socket.connection().readDeadline(DEADLINE);
            Heard heard = new Heard(new ArrayList<>(), new HashSet<>());
            assertThat(socket.next().orElseThrow()).contains("\"open\"");
            ready.await(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < EVENTS; i++) {
                socket.text("{\"op\":\"publish\",\"ref\":\"%d\",\"topic\":\"%s\",\"data\":\"x\"}".formatted(i, topic));
            }
            while (heard.events().size() < PUBLISHERS * EVENTS || heard.own().size() < EVENTS) {
                socket.next().orElseThrow().lines().forEach(line -> hear(line, heard));
            }
            return heard;
        }
    }

    // Two hundred thousand lines on the same two processors: no parser, but a look at the id.
    private static void hear(String line, Heard heard) {
        if (line.contains("\"control\":\"ok\"")) {
            heard.own().add(id(line));
        } else if (!line.contains("\"control\"")) {
            heard.events().add(id(line));
        }
    }

    private static String id(String line) {
        int start = line.indexOf(ID) + ID.length();
        return line.substring(start, line.indexOf('"', start));
    }
}
