// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.ServerUnderTest;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/**
 * A server on which nothing happened for two minutes, with what became of the connections.
 *
 * @param lived how long the connections were quiet
 * @param broken for each connection that broke, what happened; by its name
 */
record QuietServer(Duration lived, Map<String, String> broken) {
    static final Duration QUIET = Duration.ofSeconds(120);

    private static final String TOPIC = "demo/silence";
    private static final Duration SOON = Duration.ofSeconds(5);
    // The server's default, and the longest that a client may ask for.
    private static final List<Integer> HEARTBEATS = List.of(15, 60);
    // As many servers start at once as there are cores; they all wait together.
    private static final Semaphore STARTING = new Semaphore(Runtime.getRuntime().availableProcessors());

    /** What broke of a feature's connections, connection by connection. */
    List<String> broken(Feature feature) {
        return broken.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(Transport.WEBSOCKET.title()) == (feature == Feature.QUIET_WEBSOCKET))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /** Starts a row's server, opens the connections, waits, and publishes one event to all of them. */
    static QuietServer waitOn(String row, ExecutorService threads)
            throws IOException, InterruptedException, ExecutionException {
        ServerUnderTest underTest = ServerUnderTest.named(row);
        if (underTest.url().isPresent()) {
            return listen(underTest.url().orElseThrow().resolve("push/"), threads);
        }
        STARTING.acquire();
        RunningServer started;
        try {
            started = underTest.builder().deploy(Wars.sample(), "ROOT").start();
        } finally {
            STARTING.release();
        }
        try (RunningServer server = started) {
            return listen(server.uri().resolve("push/"), threads);
        }
    }

    private static QuietServer listen(URI push, ExecutorService threads)
            throws IOException, InterruptedException, ExecutionException {
        Map<String, Future<Optional<String>>> connections = new LinkedHashMap<>();
        List<Follower> followers = new ArrayList<>();
        try {
            for (int heartbeat : HEARTBEATS) {
                for (Transport transport : List.of(Transport.SSE, Transport.STREAM, Transport.WEBSOCKET)) {
                    Follower follower = Follower.open(transport, push, List.of(TOPIC), "latest&heartbeat=" + heartbeat);
                    follower.connection().readDeadline(QUIET.plusSeconds(30));
                    followers.add(follower);
                    connections.put(
                            transport.title() + " every " + heartbeat + " s", threads.submit(() -> hear(follower)));
                }
            }
            long start = System.nanoTime();
            Awaitility.await("two minutes")
                    .pollInterval(Duration.ofSeconds(1))
                    .atMost(QUIET.plusSeconds(30))
                    .until(() -> System.nanoTime() - start > QUIET.toNanos()
                            || connections.values().stream().allMatch(Future::isDone));
            Duration lived = Duration.ofNanos(System.nanoTime() - start);
            try (Publisher publisher = Publisher.connect(push)) {
                publisher.publish(TOPIC, "at last");
            }
            Map<String, String> broken = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Optional<String>>> connection : connections.entrySet()) {
                outcome(connection.getValue()).ifPresent(reason -> broken.put(connection.getKey(), reason));
            }
            return new QuietServer(lived, broken);
        } finally {
            for (Follower follower : followers) {
                follower.close();
            }
        }
    }

    private static Optional<String> outcome(Future<Optional<String>> connection)
            throws InterruptedException, ExecutionException {
        try {
            return connection.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of("the event did not arrive");
        }
    }

    // Until the event: empty where it came as it should.
    private static Optional<String> hear(Follower follower) {
        long start = System.nanoTime();
        try {
            while (true) {
                Optional<Arrival> arrival = follower.next();
                if (arrival.isEmpty() || arrival.get().isGap()) {
                    return Optional.of("%s after %d s".formatted(arrival.isEmpty() ? "ended" : "gap", seconds(start)));
                }
                if (arrival.get().isEvent()) {
                    return Optional.empty();
                }
            }
        } catch (IOException | RuntimeException e) {
            // Or what came was none of the protocol's, such as an error page.
            return Optional.of("%s after %d s".formatted(e, seconds(start)));
        }
    }

    private static long seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }
}
