// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's clock with one daemon thread. */
final class SystemTicker implements Ticker {
    private static final Duration LAST_TASK = Duration.ofMillis(200);

    private final DaemonThreads threads = new DaemonThreads("push-timer");
    private final ScheduledThreadPoolExecutor timer;

    SystemTicker() {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        try {
            Future<?> future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            // Closed: nothing is due any more.
            return () -> {};
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.awaitEnd(LAST_TASK);
    }
}
