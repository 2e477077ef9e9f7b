// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.time.Instant;

/** The hub's clock and timer. Thread-safe; tasks run on the ticker's own thread and never block. */
public interface Ticker extends AutoCloseable {
    /** A task that waits for its time. */
    interface Scheduled {
        /** Forgets the task if it has not begun. */
        void cancel();
    }

    /**
     * A clock that never goes back.
     *
     * @return nanoseconds from an arbitrary origin
     */
    long nanoTime();

    /**
     * The time of day, for events.
     *
     * @return now
     */
    Instant now();

    /**
     * Runs a short task later.
     *
     * @param delay how much later
     * @param task what to run
     * @return a handle to cancel it
     */
    Scheduled schedule(Duration delay, Runnable task);

    /** Forgets all tasks and ends the thread. Idempotent. */
    @Override
    void close();

    /**
     * The machine's clock with one daemon thread named {@code push-timer}.
     *
     * @return a new ticker
     */
    static Ticker system() {
        return new SystemTicker();
    }
}
