// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.List;

/**
 * Tasks that wait for their time, in a hashed wheel: adding and cancelling cost the same however many wait.
 *
 * <p>Every connection and every held poll has a task here, and most are cancelled or put off before their time. Times are
 * ticks, counted from any origin. Not thread-safe: its owner has a lock.
 */
final class TimerWheel {
    /** One task, a link in the ring of its slot. */
    static final class Timeout {
        final Runnable task;
        private final long tick;
        // Written under the owner's lock, read by its thread before it runs the task.
        private volatile boolean cancelled;
        private Timeout before = this;
        private Timeout after = this;

        Timeout(Runnable task, long tick) {
            this.task = task;
            this.tick = tick;
        }

        boolean isCancelled() {
            return cancelled;
        }

        private void insertBefore(Timeout place) {
            before = place.before;
            after = place;
            before.after = this;
            place.before = this;
        }

        private void leave() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }
    }

    private static final int SLOTS = 512;

    // Each is a ring that begins and ends with a link that is no task.
    private final Timeout[] slots = new Timeout[SLOTS];
    private long expired;

    /** An empty wheel, in which everything up to a tick is over. */
    TimerWheel(long now) {
        expired = now;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Timeout(null, 0);
        }
    }

    /** Has a task wait; one whose time is over comes with the next tick. Returns the tick that it comes with. */
    long add(Timeout timeout) {
        long tick = Math.max(timeout.tick, expired + 1);
        timeout.insertBefore(slot(tick));
        return tick;
    }

    /** Forgets a task, if it has not begun. */
    void cancel(Timeout timeout) {
        timeout.cancelled = true;
        timeout.leave();
    }

    /** Moves on to a tick and takes out everything whose time has come by then, in the order of its ticks. */
    void expire(long now, List<Timeout> due) {
        long first = Math.max(expired + 1, now - SLOTS + 1);
        for (long tick = first; tick <= now; tick++) {
            Timeout ring = slot(tick);
            for (Timeout timeout = ring.after; timeout != ring; ) {
                Timeout next = timeout.after;
                if (timeout.tick <= now) {
                    timeout.leave();
                    due.add(timeout);
                }
                timeout = next;
            }
        }
        expired = Math.max(expired, now);
    }

    /** The next tick with a slot that is not empty; its tasks may be those of a later turn of the wheel. */
    long next() {
        for (long tick = expired + 1; tick <= expired + SLOTS; tick++) {
            Timeout ring = slot(tick);
            if (ring.after != ring) {
                return tick;
            }
        }
        return Long.MAX_VALUE;
    }

    private Timeout slot(long tick) {
        return slots[(int) Math.floorMod(tick, (long) SLOTS)];
    }
}
