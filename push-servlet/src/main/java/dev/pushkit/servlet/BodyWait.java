// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Ticker.Scheduled;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Waiter;
import java.time.Duration;

/** What wakes a body that waits for more of a stream: the stream, or the time. Thread-safe. */
final class BodyWait {
    private final LiveBodies live;
    // All guarded by this.
    private Waiter waiter;
    private Scheduled alarm;
    private boolean over;

    BodyWait(LiveBodies live) {
        this.live = live;
    }

    /** Waits anew: for what follows a position, at most for a time. Never again once it is over. */
    synchronized void until(ByteStream stream, long position, Duration most, Runnable wake) {
        cancel();
        if (!over) {
            waiter = stream.await(position, wake);
            alarm = live.ticker().schedule(most.isNegative() ? Duration.ZERO : most, () -> live.workers()
                    .execute(wake));
        }
    }

    /** Waits no longer, for good. Idempotent. */
    synchronized void end() {
        over = true;
        cancel();
    }

    private void cancel() {
        if (waiter != null) {
            waiter.cancel();
            alarm.cancel();
        }
    }
}
