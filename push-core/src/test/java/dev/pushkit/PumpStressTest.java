// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Many publishers, topics and flaky clients at once: nothing may be lost, doubled or out of order.
 *
 * <p>Two mutants show that the checker would see it: one breaks the order of the log, the other lets two threads drain
 * a connection.
 */
final class PumpStressTest {
    private static final long SEED = 20_261_121;
    private static final int TRIES = 10;

    @Test
    void losesDoublesAndReordersNothing() throws InterruptedException {
        Hub.Builder builder = Hub.builder().settings(StressRun.keepingAll());
        try (StressRun run = new StressRun(builder, 4, 3_000, 64, 10, SEED)) {
            boolean complete = run.run(Duration.ofSeconds(20));

            assertThat(run.errors()).isEmpty();
            assertThat(run.gaps()).isZero();
            assertThat(complete).isTrue();
            assertThat(run.deliveries()).isGreaterThan(300_000);
            assertThat(run.reconnects()).isGreaterThan(200);
        }
    }

    @Test
    void tellsOfEveryLossWhereTooLittleIsKept() throws InterruptedException {
        HubSettings settings = StressRun.keepingAll().with(Setting.RETENTION_EVENTS, "16");
        try (StressRun run = new StressRun(Hub.builder().settings(settings), 4, 1_000, 32, 10, SEED)) {
            boolean complete = run.run(Duration.ofSeconds(10));

            assertThat(run.errors()).isEmpty();
            assertThat(complete).isTrue();
            assertThat(run.gaps()).isPositive();
        }
    }

    @Test
    void seesThatTheOffsetWasTakenOutsideTheLockOfTheAppend() throws InterruptedException {
        List<String> errors = List.of();
        for (int i = 0; i < TRIES && errors.isEmpty(); i++) {
            Hub.Builder builder = Hub.builder().settings(StressRun.keepingAll()).broker(new LeakyBroker());
            try (StressRun run = new StressRun(builder, 4, 1_000, 16, 2, SEED + i)) {
                run.run(Duration.ofSeconds(3));
                errors = misdelivered(run);
            }
        }
        assertThat(errors).isNotEmpty();
    }

    @Test
    void seesThatTwoThreadsDrainedOneConnection() throws InterruptedException {
        List<String> errors = List.of();
        for (int i = 0; i < TRIES && errors.isEmpty(); i++) {
            Hub.Builder builder = Hub.builder().settings(StressRun.keepingAll());
            try (StressRun run = new StressRun(builder, 4, 1_000, 16, 2, SEED + i);
                    SecondDrainer second = new SecondDrainer(run.clients())) {
                second.start();
                run.run(Duration.ofSeconds(3));
                errors = misdelivered(run);
            }
        }
        assertThat(errors).isNotEmpty();
    }

    private static List<String> misdelivered(StressRun run) {
        return run.errors().stream()
                .filter(error -> error.contains(" lost ") || error.contains(" after ") || error.contains(" twice"))
                .toList();
    }

    /** A mutant of the pump: a thread that drains connections without asking whether another is at it. */
    private static final class SecondDrainer implements AutoCloseable {
        private final List<StressClient> clients;
        private final AtomicBoolean over = new AtomicBoolean();
        private final Thread thread = new Thread(this::drain, "second-drainer");

        SecondDrainer(List<StressClient> clients) {
            this.clients = clients;
        }

        void start() {
            thread.setDaemon(true);
            thread.start();
        }

        private void drain() {
            while (!over.get()) {
                for (StressClient client : clients) {
                    if (client.subscriber() instanceof Pump pump) {
                        pump.step();
                    }
                }
            }
        }

        @Override
        public void close() {
            over.set(true);
        }
    }
}
