// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Holds up what passes through a {@link FaultProxy}. Thread-safe. */
final class Gate {
    private static final int SLICES = 10;
    static final int PIECE = 16 * 1_024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean shut;
    private long delay;
    private int rate;

    void shut(boolean hold) {
        change(() -> shut = hold);
    }

    void delay(Duration time) {
        change(() -> delay = time.toNanos());
    }

    /** Bytes a second in each direction of each connection; 0 for no bound. */
    void rate(int bytes) {
        change(() -> rate = bytes);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The most bytes that may pass at once. */
    int piece() {
        lock.lock();
        try {
            return rate == 0 ? PIECE : Math.min(PIECE, Math.max(1, rate / SLICES));
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many bytes may pass. */
    void pass(int count) throws InterruptedException {
        lock.lock();
        try {
            while (shut) {
                changed.await();
            }
            long slow = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(count) / rate;
            for (long left = delay + slow; left > 0; ) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
