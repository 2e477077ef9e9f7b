// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients add one overlapping subscription after the other while events flow: each event comes exactly once. */
final class AddedSubscriptionStressTest {
    private static final long SEED = 4_711;
    private static final int TOPICS = 6;
    private static final int EVENTS = 4_000;
    private static final int CLIENTS = 24;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Hub hub = Hub.builder().settings(StressRun.keepingAll()).build();

    @AfterEach
    void close() {
        hub.close();
        clock.shutdownNow();
    }

    @Test
    void everyEventComesOnceWhateverIsAddedWhen() throws InterruptedException {
        CountDownLatch published = new CountDownLatch(1);
        Thread publisher = new Thread(() -> publish(published), "publisher");
        publisher.setDaemon(true);
        publisher.start();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client(new Random(SEED + i)));
        }

        assertThat(published.await(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(clients).allMatch(client -> client.count() >= EVENTS));
        assertThat(clients).flatExtracting(Client::errors).isEmpty();
    }

    private void publish(CountDownLatch published) {
        Random random = new Random(SEED);
        for (int i = 0; i < EVENTS; i++) {
            hub.publish(Event.text("t/" + random.nextInt(TOPICS), Integer.toString(i)));
            if (random.nextInt(10) == 0) {
                LockSupport.parkNanos(random.nextInt(2_000_000));
            }
        }
        published.countDown();
    }

    /** A connection that asks for more and more, at last for all. All state is guarded by this. */
    private final class Client implements Outlet {
        private final Random random;
        private final List<List<String>> asks = new ArrayList<>();
        private final Set<Long> seen = new HashSet<>();
        private final Map<String, Long> lastByTopic = new HashMap<>();
        private final List<String> errors = new ArrayList<>();
        private final Subscriber subscriber;
        private boolean ready = true;

        Client(Random random) {
            this.random = random;
            for (int i = 0; i < 5; i++) {
                asks.add(List.of("t/" + random.nextInt(TOPICS), "t/" + random.nextInt(TOPICS)));
            }
            asks.add(List.of("t/*"));
            asks.add(List.of("**", "t/0"));
            subscriber = hub.subscribe(Subscription.to(List.of()), PlainFormat.INSTANCE, this);
            subscriber.open();
            clock.execute(this::askNext);
        }

        private void askNext() {
            List<String> patterns;
            long pause;
            synchronized (this) {
                if (asks.isEmpty()) {
                    return;
                }
                patterns = asks.remove(0);
                pause = random.nextInt(40_000);
            }
            Subscription more = Subscription.to(patterns.toArray(String[]::new)).since(Cursor.EARLIEST);
            subscriber.add(Optional.of(patterns.toString()), more);
            clock.schedule(this::askNext, pause, TimeUnit.MICROSECONDS);
        }

        @Override
        public synchronized boolean isReady() {
            return ready;
        }

        @Override
        public synchronized void write(Frame frame) {
            frame.text().lines().forEach(this::read);
            if (random.nextInt(5) == 0) {
                ready = false;
                clock.schedule(this::becomeReady, random.nextInt(1_000), TimeUnit.MICROSECONDS);
            }
        }

        private void read(String line) {
            String[] words = line.split(" ");
            if (words[0].equals("gap")) {
                errors.add(line);
            }
            if (words[0].equals("event")) {
                long offset = Cursor.parse(words[1]).offset();
                if (!seen.add(offset)) {
                    errors.add("twice: " + line);
                }
                if (lastByTopic.getOrDefault(words[2], 0L) > offset) {
                    errors.add("out of its topic's order: " + line);
                }
                lastByTopic.put(words[2], offset);
            }
        }

        private void becomeReady() {
            synchronized (this) {
                ready = true;
            }
            subscriber.wake();
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public boolean close(CloseReason reason) {
            return true;
        }

        synchronized int count() {
            return seen.size();
        }

        synchronized List<String> errors() {
            return List.copyOf(errors);
        }
    }
}
