// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import dev.pushkit.TimerWheel.Timeout;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The machine's clock with one daemon thread, which sleeps until something may be due. Tasks come up to a tick late. */
final class SystemTicker implements Ticker {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");
    private static final Duration LAST_TASK = Duration.ofMillis(200);
    private static final long TICK_NANOS = 10_000_000;
    private static final long LONG_SLEEP_MILLIS = 60_000;

    private final DaemonThreads threads = new DaemonThreads("push-timer");
    private final long origin = System.nanoTime();
    // All guarded by this.
    private final TimerWheel wheel = new TimerWheel(0);
    private boolean started;
    private boolean closed;
    private long sleepsUntil;

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
        // Never early: the tick that begins at that time or after it.
        Timeout timeout = new Timeout(task, (System.nanoTime() - origin + nanos(delay) - 1) / TICK_NANOS + 1);
        add(timeout);
        return () -> cancel(timeout);
    }

    private synchronized void add(Timeout timeout) {
        if (closed) {
            // Nothing is due any more.
            return;
        }
        long tick = wheel.add(timeout);
        if (!started) {
            threads.newThread(this::run).start();
            started = true;
        } else if (tick < sleepsUntil) {
            notifyAll();
        }
    }

    private synchronized void cancel(Timeout timeout) {
        wheel.cancel(timeout);
    }

    private void run() {
        List<Timeout> due = new ArrayList<>();
        while (awaitDue(due)) {
            due.forEach(SystemTicker::carryOut);
            due.clear();
        }
    }

    // False once it is closed.
    private synchronized boolean awaitDue(List<Timeout> due) {
        while (!closed) {
            long elapsed = System.nanoTime() - origin;
            wheel.expire(elapsed / TICK_NANOS, due);
            if (!due.isEmpty()) {
                return true;
            }
            sleepsUntil = wheel.next();
            try {
                // One more, or it would wake up a fraction too early and look in vain.
                wait(
                        sleepsUntil == Long.MAX_VALUE
                                ? LONG_SLEEP_MILLIS
                                : (sleepsUntil * TICK_NANOS - elapsed) / 1_000_000 + 1);
            } catch (InterruptedException e) {
                // Nobody of ours interrupts it, and all connections hang on it: only closing ends it.
                LOG.log(Level.DEBUG, "The timer was interrupted, and goes on.", e);
            }
            sleepsUntil = 0;
        }
        return false;
    }

    private static void carryOut(Timeout timeout) {
        try {
            if (!timeout.isCancelled()) {
                timeout.task.run();
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A task of the timer failed; the others go on.", e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        threads.awaitEnd(LAST_TASK);
    }

    private static long nanos(Duration delay) {
        // Long enough for ever, and no overflow.
        return delay.compareTo(Duration.ofDays(36_500)) > 0
                ? Duration.ofDays(36_500).toNanos()
                : delay.toNanos();
    }
}
