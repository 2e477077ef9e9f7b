// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SerialTaskTest {
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Workers workers = new Workers(later::add, new ManualTicker(), 1, 1);

    @Test
    void runsNothingBeforeItWasLetGo() {
        Counting task = new Counting(() -> {});
        task.run();
        assertThat(task.steps.get()).isZero();

        task.runFirst();
        assertThat(task.steps.get()).isEqualTo(1);
    }

    @Test
    void runsOnceMoreForWhoAsksMeanwhile() {
        Counting[] task = new Counting[1];
        AtomicInteger asked = new AtomicInteger();
        task[0] = new Counting(() -> {
            if (asked.getAndIncrement() == 0) {
                task[0].run();
                task[0].run();
            }
        });
        task[0].runFirst();

        assertThat(task[0].steps.get()).isEqualTo(2);
        assertThat(task[0].mostAtOnce).isEqualTo(1);
    }

    @Test
    void givesItsThreadBackHoweverOftenItIsAsked() {
        Counting[] task = new Counting[1];
        task[0] = new Counting(() -> task[0].run());
        task[0].runFirst();

        int steps = task[0].steps.get();
        assertThat(steps).isLessThan(10);
        assertThat(later).as("goes on on a worker").hasSize(1);
    }

    @Test
    void waitsInTheQueueOnceHoweverOftenItIsAsked() {
        Counting task = new Counting(() -> {});
        task.runFirst();
        task.runLater();
        task.runLater();
        task.runLater();
        later.remove().run();

        assertThat(task.steps.get()).isEqualTo(2);
        task.runLater();
        later.remove().run();
        assertThat(task.steps.get()).isEqualTo(3);
    }

    @Test
    void surviveAStepThatThrows() {
        AtomicInteger count = new AtomicInteger();
        Counting task = new Counting(() -> {
            if (count.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
            }
        });
        task.runFirst();
        task.run();

        assertThat(task.failures.get()).isEqualTo(1);
        assertThat(task.steps.get()).isEqualTo(2);
    }

    @Test
    void runsOnOneThreadAtATime() throws InterruptedException {
        Counting task = new Counting(Thread::yield);
        task.runFirst();
        CountDownLatch done = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 5_000; n++) {
                    task.run();
                }
                done.countDown();
            });
            thread.setDaemon(true);
            thread.start();
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(task.mostAtOnce).isEqualTo(1);
    }

    private final class Counting extends SerialTask {
        private final Runnable action;
        private final AtomicInteger steps = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private volatile int mostAtOnce;

        Counting(Runnable action) {
            super(workers);
            this.action = action;
        }

        @Override
        void step() {
            mostAtOnce = Math.max(mostAtOnce, atOnce.incrementAndGet());
            steps.incrementAndGet();
            try {
                action.run();
            } finally {
                atOnce.decrementAndGet();
            }
        }

        @Override
        void failed(Throwable failure) {
            failures.incrementAndGet();
        }
    }
}
