// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/** A reader that waits for more of a stream. Thread-safe. */
public final class Waiter {
    private final Runnable code;
    private final Waiters waiters;

    Waiter(Runnable code, Waiters waiters) {
        this.code = code;
        this.waiters = waiters;
    }

    Runnable code() {
        return code;
    }

    /** Waits no longer. Idempotent. */
    public void cancel() {
        waiters.forget(this);
    }
}
