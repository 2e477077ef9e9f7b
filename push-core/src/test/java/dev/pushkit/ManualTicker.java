// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that a test moves; what is due runs on the test's thread, in the order of its time. Thread-safe. */
public final class ManualTicker implements Ticker {
    private record Task(long nanos, long number, Runnable action) {}

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    // All guarded by this.
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::nanos).thenComparingLong(Task::number));
    private long nanos;
    private long count;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public synchronized Scheduled schedule(Duration delay, Runnable action) {
        Task task = new Task(nanos + Math.max(0, delay.toNanos()), count++, action);
        tasks.add(task);
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    /** Moves the time, step by step from task to task. */
    public void advance(Duration by) {
        long end = nanoTime() + by.toNanos();
        for (Task due = next(end); due != null; due = next(end)) {
            due.action.run();
        }
    }

    private synchronized Task next(long end) {
        Task first = tasks.peek();
        if (first == null || first.nanos > end) {
            nanos = end;
            return null;
        }
        nanos = Math.max(nanos, first.nanos);
        return tasks.poll();
    }

    public synchronized int waiting() {
        return tasks.size();
    }

    @Override
    public synchronized void close() {
        tasks.clear();
    }
}
