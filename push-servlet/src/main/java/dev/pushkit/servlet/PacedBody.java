// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Ticker;
import dev.pushkit.Ticker.Scheduled;
import dev.pushkit.stream.Slice;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A body that comes no faster than a rate, but for a burst at its beginning and after a rest: a player that has some
 * seconds in advance needs no more, and the network is for all.
 */
final class PacedBody implements Body {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    // What is worth a write: a twentieth of a second, or this.
    private static final int PORTIONS = 20;
    private static final long LARGEST_PORTION = 64 << 10;

    private final Body body;
    private final long rate;
    private final long burst;
    private final long portion;
    private final Executor workers;
    private final Ticker ticker;
    // All owned by the one thread that is at it.
    private Slice rest = Slice.EMPTY;
    private double budget;
    private long countedAt;
    private boolean held;
    // Guarded by this: it may be released by another thread.
    private Scheduled alarm;
    private boolean released;

    /**
     * A slower body.
     *
     * @param rate bytes a second, at least 1
     * @param burst bytes that are not held back
     */
    PacedBody(Body body, long rate, long burst, LiveBodies live) {
        this.body = body;
        this.rate = rate;
        this.portion = Math.max(1, Math.min(rate / PORTIONS, LARGEST_PORTION));
        this.burst = Math.max(burst, portion);
        this.workers = live.workers();
        this.ticker = live.ticker();
        this.budget = this.burst;
        this.countedAt = ticker.nanoTime();
    }

    @Override
    public Slice next() throws IOException {
        refill();
        held = budget < portion;
        if (held) {
            return Slice.EMPTY;
        }
        if (rest.length() == 0) {
            rest = body.next();
        }
        Slice now = rest.first((long) budget);
        rest = new Slice(rest.array(), rest.offset() + now.length(), rest.length() - now.length());
        budget -= now.length();
        return now;
    }

    private void refill() {
        long now = ticker.nanoTime();
        budget = Math.min((double) burst, budget + (double) (now - countedAt) * rate / NANOS);
        countedAt = now;
    }

    @Override
    public boolean isOver() {
        return rest.length() == 0 && body.isOver();
    }

    @Override
    public void await(Runnable wake) {
        if (held) {
            long nanos = (long) ((portion - budget) * NANOS / rate) + 1;
            setAlarm(Duration.ofNanos(Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1))), wake);
        } else {
            body.await(wake);
        }
    }

    private synchronized void setAlarm(Duration delay, Runnable wake) {
        if (alarm != null) {
            alarm.cancel();
        }
        if (!released) {
            alarm = ticker.schedule(delay, () -> workers.execute(wake));
        }
    }

    @Override
    public boolean isLive() {
        return body.isLive();
    }

    @Override
    public void release() {
        synchronized (this) {
            released = true;
            if (alarm != null) {
                alarm.cancel();
            }
        }
        body.release();
    }
}
