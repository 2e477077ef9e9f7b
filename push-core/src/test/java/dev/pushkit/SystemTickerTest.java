// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SystemTickerTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Ticker ticker = Ticker.system();

    @AfterEach
    void close() {
        ticker.close();
    }

    @Test
    void isNeverEarly() throws InterruptedException {
        for (int millis : new int[] {1, 10, 37, 250}) {
            BlockingQueue<Long> ran = new LinkedBlockingQueue<>();
            long began = ticker.nanoTime();
            ticker.schedule(Duration.ofMillis(millis), () -> ran.add(ticker.nanoTime()));

            Long end = ran.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(end).isNotNull();
            assertThat(end - began)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(millis).toNanos());
        }
    }

    @Test
    void wakesUpForWhatIsDueBeforeWhatItSleepsFor() {
        List<String> ran = new CopyOnWriteArrayList<>();
        ticker.schedule(Duration.ofHours(1), () -> ran.add("late"));
        ticker.schedule(Duration.ofDays(1_000_000), () -> ran.add("never"));
        ticker.schedule(Duration.ofMillis(200), () -> ran.add("second"));
        ticker.schedule(Duration.ofMillis(20), () -> ran.add("first"));

        await().atMost(SOON).untilAsserted(() -> assertThat(ran).containsExactly("first", "second"));
    }

    @Test
    void forgetsWhatWasCancelledAndOutlivesWhatFails() {
        List<String> ran = new CopyOnWriteArrayList<>();
        ticker.schedule(Duration.ofMillis(50), () -> ran.add("cancelled")).cancel();
        ticker.schedule(Duration.ofMillis(50), () -> {
            throw new IllegalStateException("told to fail");
        });
        ticker.schedule(Duration.ofMillis(150), () -> ran.add("next"));

        await().atMost(SOON).untilAsserted(() -> assertThat(ran).containsExactly("next"));
    }

    @Test
    void goesOnWhenATaskLeavesItInterrupted() {
        List<String> ran = new CopyOnWriteArrayList<>();
        ticker.schedule(Duration.ofMillis(10), () -> Thread.currentThread().interrupt());
        ticker.schedule(Duration.ofMillis(100), () -> ran.add("next"));

        await().atMost(SOON).untilAsserted(() -> assertThat(ran).containsExactly("next"));
    }

    @Test
    void endsItsThreadWhenClosed() {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        ticker.schedule(Duration.ofMillis(1), () -> threads.add(Thread.currentThread()));
        await().atMost(SOON).untilAsserted(() -> assertThat(threads).hasSize(1));

        ticker.close();

        assertThat(threads.remove().isAlive()).isFalse();
        ticker.schedule(Duration.ofMillis(1), () -> threads.add(Thread.currentThread()));
    }
}
