// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishers, topics and clients on one hub, with every choice taken from a seed. */
final class StressRun implements AutoCloseable {
    private static final int TOPICS = 8;

    private final int publishers;
    private final int eventsEach;
    private final long seed;
    private final Hub hub;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final DeliveryChecker checker = new DeliveryChecker();
    private final List<StressClient> clients = new ArrayList<>();
    private final Map<StressClient, Long> lastOffsets = new HashMap<>();

    StressRun(Hub.Builder builder, int publishers, int eventsEach, int subscribers, int cutsEach, long seed) {
        this.publishers = publishers;
        this.eventsEach = eventsEach;
        this.seed = seed;
        this.hub = builder.build();
        Random random = new Random(seed);
        for (int i = 0; i < subscribers; i++) {
            clients.add(new StressClient(hub, patterns(random), clock, random.nextLong(), cutsEach));
        }
    }

    static HubSettings keepingAll() {
        return HubSettings.defaults()
                .with(Setting.RETENTION_EVENTS, "1000000")
                .with(Setting.RETENTION_BYTES, "1GiB")
                .with(Setting.WRITE_DEADLINE, "10s")
                .with(Setting.BATCH_BYTES, "1KiB")
                .with(Setting.HEARTBEAT, "50ms");
    }

    private static String topic(int number) {
        return (number % 2 == 0 ? "even/" : "odd/") + number;
    }

    private static List<TopicPattern> patterns(Random random) {
        List<TopicPattern> patterns = new ArrayList<>();
        switch (random.nextInt(4)) {
            case 0 -> patterns.add(TopicPattern.of("**"));
            case 1 -> patterns.add(TopicPattern.of(random.nextBoolean() ? "even/*" : "odd/**"));
            case 2 -> patterns.add(TopicPattern.of("*/" + random.nextInt(TOPICS)));
            default -> {}
        }
        int named = patterns.isEmpty() ? 1 + random.nextInt(TOPICS) : random.nextInt(3);
        for (int i = 0; i < named; i++) {
            patterns.add(TopicPattern.of(topic(random.nextInt(TOPICS))));
        }
        return patterns;
    }

    /** Connects, publishes all, and waits until every client has seen the last event it should, at most so long. */
    boolean run(Duration patience) throws InterruptedException {
        clients.forEach(StressClient::connect);
        CountDownLatch published = new CountDownLatch(publishers);
        for (int i = 0; i < publishers; i++) {
            int number = i;
            Thread thread = new Thread(() -> publish(number, published), "publisher-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        long end = System.nanoTime() + patience.toNanos();
        boolean done = published.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        while (done && System.nanoTime() < end) {
            if (clients.stream().allMatch(this::hasAll)) {
                return true;
            }
            LockSupport.parkNanos(5_000_000);
        }
        return false;
    }

    private boolean hasAll(StressClient client) {
        long last = lastOffsets.computeIfAbsent(client, one -> checker.lastOffset(one.patterns()));
        return client.lastOffset() >= last;
    }

    private void publish(int number, CountDownLatch published) {
        try {
            publishAll(number);
            published.countDown();
        } catch (HubClosedException e) {
            // The run was out of patience.
        }
    }

    private void publishAll(int number) {
        Random random = new Random(seed + number);
        for (int i = 0; i < eventsEach; i++) {
            String topic = topic(random.nextInt(TOPICS));
            String payload = number + ":" + i;
            checker.published(hub.publish(Event.text(topic, payload)), topic, payload);
            if (random.nextInt(20) == 0) {
                LockSupport.parkNanos(random.nextInt(4_000_000));
            }
        }
    }

    List<StressClient> clients() {
        return clients;
    }

    List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            StressClient client = clients.get(i);
            errors.addAll(checker.errors("client " + i, client.patterns(), client.received(), client.told()));
            for (String surprise : client.surprises()) {
                errors.add("client " + i + " was told: " + surprise);
            }
        }
        return errors;
    }

    long deliveries() {
        return clients.stream().mapToLong(StressClient::receivedCount).sum();
    }

    long gaps() {
        return clients.stream().mapToLong(client -> client.told().size()).sum();
    }

    int reconnects() {
        return clients.stream().mapToInt(client -> client.connects() - 1).sum();
    }

    @Override
    public void close() {
        hub.close();
        clock.shutdownNow();
    }
}
