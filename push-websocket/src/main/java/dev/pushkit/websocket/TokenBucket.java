// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import java.util.function.LongSupplier;

/** Bounds a rate: so many a second, and a burst after a pause. Not thread-safe. */
final class TokenBucket {
    private static final long SECOND = 1_000_000_000;

    private final LongSupplier nanoTime;
    private final long nanosEach;
    private final long capacityNanos;
    private long creditNanos;
    private long last;

    /** A full bucket. */
    TokenBucket(int perSecond, int burst, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.nanosEach = SECOND / perSecond;
        this.capacityNanos = nanosEach * burst;
        this.creditNanos = capacityNanos;
        this.last = nanoTime.getAsLong();
    }

    /** Takes one token, if there is one. */
    boolean take() {
        long now = nanoTime.getAsLong();
        creditNanos = Math.min(capacityNanos, creditNanos + (now - last));
        last = now;
        if (creditNanos < nanosEach) {
            return false;
        }
        creditNanos -= nanosEach;
        return true;
    }
}
