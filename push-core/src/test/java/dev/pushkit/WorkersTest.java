// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WorkersTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void aBlockedConnectionHoldsUpNoOther() {
        HubSettings settings = TestHub.settings("push.workers", "2", "push.workers.max", "4");
        try (Hub hub = Hub.builder().settings(settings).build()) {
            List<RecordingOutlet> others = new ArrayList<>();
            connect(hub, others, 300);
            List<RecordingOutlet> blocked = new ArrayList<>();
            connect(hub, blocked, 2);
            connect(hub, others, 700);
            List<CountDownLatch> gates =
                    blocked.stream().map(RecordingOutlet::block).toList();

            // One event alone: no second wake comes to the rescue of those behind the blocked ones.
            hub.publish(Event.text("a", "1"));
            await().atMost(SOON).untilAsserted(() -> assertThat(others)
                    .allMatch(outlet -> outlet.payloads().equals(List.of("1"))));

            assertThat(blocked).allMatch(outlet -> outlet.payloads().isEmpty());
            assertThat(hub.stats().workers()).isLessThanOrEqualTo(4);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(hub.stats().stuckWorkers()).isEqualTo(2));

            gates.forEach(CountDownLatch::countDown);
            await().atMost(SOON).untilAsserted(() -> assertThat(blocked)
                    .allMatch(outlet -> outlet.payloads().equals(List.of("1"))));
            await().atMost(SOON).untilAsserted(() -> assertThat(hub.stats())
                    .extracting(HubStats::workers, HubStats::stuckWorkers)
                    .containsExactly(0, 0));
        }
    }

    @Test
    void neitherDoHundredsThatBlockAtTheSameTime() {
        int crowd = 400;
        try (Hub hub = Hub.builder().settings(HubSettings.defaults()).build()) {
            List<RecordingOutlet> blocked = new ArrayList<>();
            List<RecordingOutlet> others = new ArrayList<>();
            // In front, behind and in between.
            for (int i = 0; i < crowd; i++) {
                connect(hub, blocked, 1);
                if (i % 8 == 0) {
                    connect(hub, others, 1);
                }
            }
            connect(hub, others, 50);
            List<CountDownLatch> gates =
                    blocked.stream().map(RecordingOutlet::block).toList();

            assertThat(millisUntilAllHave(hub, others, "1"))
                    .as("the first event")
                    .isLessThan(3_000);
            assertThat(millisUntilAllHave(hub, others, "2"))
                    .as("the next event")
                    .isLessThan(1_000);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(hub.stats().stuckWorkers()).isEqualTo(crowd));
            gates.forEach(CountDownLatch::countDown);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(hub.stats().workers()).isZero());
        }
    }

    private static long millisUntilAllHave(Hub hub, List<RecordingOutlet> outlets, String payload) {
        long start = System.nanoTime();
        hub.publish(Event.text("a", payload));
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(SOON)
                .until(() ->
                        outlets.stream().allMatch(outlet -> outlet.payloads().contains(payload)));
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void neitherDoesOneAmongFew() {
        HubSettings settings = TestHub.settings("push.workers", "1", "push.workers.max", "4");
        try (Hub hub = Hub.builder().settings(settings).build()) {
            List<RecordingOutlet> outlets = new ArrayList<>();
            connect(hub, outlets, 5);
            List<CountDownLatch> gates =
                    outlets.subList(0, 2).stream().map(RecordingOutlet::block).toList();
            hub.publish(Event.text("a", "1"));

            await().atMost(SOON).untilAsserted(() -> assertThat(outlets.subList(2, 5))
                    .allMatch(outlet -> outlet.payloads().equals(List.of("1"))));
            gates.forEach(CountDownLatch::countDown);
        }
    }

    @Test
    void noMoreThreadsThanAllowedAreEverUsed() {
        HubSettings settings = TestHub.settings("push.workers", "1", "push.workers.max", "3");
        try (Hub hub = Hub.builder().settings(settings).build()) {
            List<RecordingOutlet> blocked = new ArrayList<>();
            connect(hub, blocked, 10);
            List<CountDownLatch> gates =
                    blocked.stream().map(RecordingOutlet::block).toList();
            hub.publish(Event.text("a", "1"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(hub.stats().stuckWorkers()).isEqualTo(3));
            assertThat(hub.stats().workers()).isEqualTo(3);
            gates.forEach(CountDownLatch::countDown);
            await().atMost(SOON).untilAsserted(() -> assertThat(blocked)
                    .allMatch(outlet -> outlet.payloads().equals(List.of("1"))));
        }
    }

    @Test
    void aTaskThatThrowsHurtsNoOther() {
        Workers workers = new Workers(new DirectExecutor(), new ManualTicker(), 1, 1);
        AtomicInteger done = new AtomicInteger();
        workers.submit(worker -> {
            throw new IllegalStateException("on purpose");
        });
        workers.submit(worker -> done.incrementAndGet());

        assertThat(done).hasValue(1);
        assertThat(workers.running()).isZero();
    }

    @Test
    void aTaskThatTheExecutorRefusesIsTriedAgain() {
        ManualTicker ticker = new ManualTicker();
        AtomicInteger refusals = new AtomicInteger(3);
        AtomicInteger done = new AtomicInteger();
        Workers workers = new Workers(
                task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                },
                ticker,
                1,
                1);
        workers.submit(worker -> done.incrementAndGet());
        assertThat(done).hasValue(0);
        ticker.advance(Duration.ofSeconds(1));

        assertThat(done).hasValue(1);
        assertThat(ticker.waiting()).as("the watch ends with the work").isZero();
    }

    @Test
    void aWatchGivesUpAtTheFirstThreadThatCannotBeStarted() {
        ManualTicker ticker = new ManualTicker();
        AtomicInteger tries = new AtomicInteger();
        Workers workers = new Workers(
                task -> {
                    if (tries.getAndIncrement() > 0) {
                        throw new IllegalStateException("no more threads, on purpose");
                    }
                    new Thread(task, "only-worker").start();
                },
                ticker,
                1,
                100);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        workers.submit(worker -> {
            inside.countDown();
            awaitQuietly(gate);
        });
        awaitQuietly(inside);
        for (int i = 0; i < 10; i++) {
            workers.submit(worker -> done.incrementAndGet());
        }
        // The first look remembers, the second finds it stuck.
        ticker.advance(Duration.ofMillis(100));

        assertThat(workers.stuck()).isEqualTo(1);
        assertThat(tries).as("threads asked for").hasValue(2);
        gate.countDown();
        await().atMost(SOON).untilAsserted(() -> assertThat(done).hasValue(10));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theWatchEndsWhenItIsClosed() {
        ManualTicker ticker = new ManualTicker();
        Workers workers = new Workers(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                ticker,
                1,
                1);
        workers.submit(worker -> {});
        workers.close();
        ticker.advance(Duration.ofSeconds(1));

        assertThat(ticker.waiting()).isZero();
    }

    @Test
    void startsNoMoreThanItsBaseWhileAllGoesWell() {
        Queue<Runnable> started = new ArrayDeque<>();
        Workers workers = new Workers(started::add, new ManualTicker(), 2, 100);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            workers.submit(worker -> done.incrementAndGet());
        }
        assertThat(started).hasSize(2);
        started.remove().run();

        assertThat(done).hasValue(50);
    }

    private static void connect(Hub hub, List<RecordingOutlet> outlets, int count) {
        for (int i = 0; i < count; i++) {
            RecordingOutlet outlet = new RecordingOutlet();
            hub.subscribe(Subscription.to("a"), PlainFormat.INSTANCE, outlet).open();
            outlets.add(outlet);
        }
    }
}
