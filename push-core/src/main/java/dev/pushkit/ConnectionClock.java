// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What is due on one connection: heartbeat, probe, write deadline, greatest age.
 *
 * <p>The pump tells it of its writes, the timer looks at the times; it does no I/O.
 */
final class ConnectionClock implements Runnable {
    /** What the time has come for. */
    enum Due {
        /** Nothing was sent for an interval, a sign of life is to be asked for, or the outlet whether it is ready now. */
        HEARTBEAT,
        /** The connection has taken no bytes for the write deadline. */
        DEADLINE,
        MAX_AGE
    }

    // Who was not ready may be so without a word: a filter may keep the container's call to itself.
    private static final long ASK_AGAIN_NANOS = 1_000_000_000L;
    // A sign of life is early by this part of its interval. People choose round numbers for idle limits too, and Jetty
    // fails a write that is under way in the very moment that its limit is over.
    private static final int EARLY_PART = 20;
    // And by up to this part more, so that those of many connections are due together: to wake a worker costs more than
    // a sign of life does.
    private static final int TOGETHER_PART = 64;
    // Not a time: the outlet has returned and takes more.
    private static final long IDLE = Long.MIN_VALUE;

    // Set once.
    private final Ticker ticker;
    private final Duration heartbeat;
    private final long heartbeatNanos;
    private final long deadlineNanos;
    private final long ageNanos;
    private final long born;
    private final Consumer<Due> onDue;

    // Written by the pump, read by the timer.
    private volatile long lastSent;
    private volatile long lastProbed;
    private volatile long busySince = IDLE;
    // The timer's alone.
    private boolean aged;
    // Set by the timer, taken back by the pump.
    private volatile boolean beatDue;
    // Written by the timer and by whoever ends the connection.
    private volatile boolean stopped;
    private volatile Ticker.Scheduled next = () -> {};

    ConnectionClock(HubParts hub, Duration heartbeat, Consumer<Due> onDue) {
        this.ticker = hub.ticker();
        this.heartbeat = heartbeat;
        this.heartbeatNanos = heartbeat
                .minus(heartbeat.dividedBy(EARLY_PART))
                .minus(heartbeat.dividedBy(TOGETHER_PART))
                .toNanos();
        this.deadlineNanos = hub.settings().duration(Setting.WRITE_DEADLINE).toNanos();
        this.ageNanos = hub.maxAgeNanos();
        this.onDue = onDue;
        this.born = ticker.nanoTime();
        this.lastSent = born;
        this.lastProbed = born;
    }

    Duration heartbeat() {
        return heartbeat;
    }

    void start() {
        schedule(ticker.nanoTime(), ASK_AGAIN_NANOS);
    }

    void stop() {
        stopped = true;
        next.cancel();
    }

    /** The pump is about to write. */
    void writing() {
        long now = ticker.nanoTime();
        lastSent = now;
        if (busySince == IDLE) {
            busySince = now;
        }
    }

    /** The pump is about to call the outlet, which may block. */
    void calling() {
        if (busySince == IDLE) {
            busySince = ticker.nanoTime();
        }
    }

    /** The pump asked the outlet. */
    void ready(boolean ready) {
        if (ready) {
            busySince = IDLE;
        } else {
            calling();
        }
    }

    /** Whether the timer has found that a heartbeat or a probe may be due; asking takes it back. */
    boolean takeBeat() {
        if (!beatDue) {
            return false;
        }
        beatDue = false;
        return true;
    }

    /**
     * Whether the peer's own sign of life is to be asked for; taking it counts as asked.
     *
     * <p>Always an interval apart, whatever else is due meanwhile: the answer has to travel.
     */
    boolean takeProbe() {
        long now = ticker.nanoTime();
        if (now - lastProbed < heartbeatNanos) {
            return false;
        }
        lastProbed = now;
        return true;
    }

    /** Whether nothing was sent for nearly an interval. */
    boolean isHeartbeatDue() {
        return ticker.nanoTime() - lastSent >= heartbeatNanos;
    }

    /** The timer looks what is due. */
    @Override
    public void run() {
        if (stopped) {
            return;
        }
        long now = ticker.nanoTime();
        long since = busySince;
        boolean busy = since != IDLE;
        if (busy && now - since >= deadlineNanos) {
            onDue.accept(Due.DEADLINE);
            return;
        }
        if (!aged && now - born >= ageNanos) {
            aged = true;
            onDue.accept(Due.MAX_AGE);
        } else if (busy || now - lastSent >= heartbeatNanos || now - lastProbed >= heartbeatNanos) {
            beatDue = true;
            onDue.accept(Due.HEARTBEAT);
        }
        schedule(now, busy ? ASK_AGAIN_NANOS : deadlineNanos);
    }

    private void schedule(long now, long most) {
        long wait = Math.min(heartbeatNanos - (now - lastSent), heartbeatNanos - (now - lastProbed));
        if (wait <= 0) {
            // The pump is at it, or held up: look again soon, at the latest when its deadline is over.
            wait = Math.min(heartbeatNanos, 100_000_000);
        } else {
            wait += untilOthers(now + wait);
        }
        long since = busySince;
        wait = Math.min(Math.min(wait, most), since == IDLE ? deadlineNanos : deadlineNanos - (now - since));
        if (!aged) {
            wait = Math.min(wait, ageNanos - (now - born));
        }
        next = ticker.schedule(Duration.ofNanos(Math.max(wait, 1_000_000)), this);
        if (stopped) {
            next.cancel();
        }
    }

    // The same moments for all that have the same interval.
    private long untilOthers(long due) {
        return Math.floorMod(-due, Math.max(1, heartbeatNanos / TOGETHER_PART));
    }
}
