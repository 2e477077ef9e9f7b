// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Readers that wait for more of one stream. Thread-safe. */
final class Waiters {
    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
    private final Executor executor;

    Waiters(Executor executor) {
        this.executor = executor;
    }

    /** Runs a piece of code once, at the next call of {@link #wake}, unless it is cancelled before. */
    Waiter add(Runnable code) {
        Waiter waiter = new Waiter(code, this);
        waiting.add(waiter);
        return waiter;
    }

    void wake() {
        for (Waiter waiter : waiting) {
            wake(waiter);
        }
    }

    void wake(Waiter waiter) {
        if (waiting.remove(waiter)) {
            executor.execute(waiter.code());
        }
    }

    void forget(Waiter waiter) {
        waiting.remove(waiter);
    }

    int count() {
        return waiting.size();
    }
}
