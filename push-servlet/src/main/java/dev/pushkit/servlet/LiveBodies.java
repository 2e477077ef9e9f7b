// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.OverloadedException;
import dev.pushkit.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The bodies that are on their way, and the threads that carry them on. Thread-safe. */
final class LiveBodies {
    private static final Duration GOODBYE = Duration.ofMillis(600);

    private final Executor workers;
    private final Ticker ticker;
    private final int most;
    private final Set<LiveBody> bodies = ConcurrentHashMap.newKeySet();
    private final DirectBuffers buffers = new DirectBuffers();
    // Counted down by the last one to go, once the end has begun.
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile boolean ending;
    // Set by whoever sees it first, for good.
    private volatile boolean nonBlocking;

    LiveBodies(Executor workers, Ticker ticker, int most) {
        this.workers = workers;
        this.ticker = ticker;
        this.most = most;
    }

    /** A response said that it takes no more just now, so this container does not make writers wait. */
    void sawNonBlocking() {
        if (!nonBlocking) {
            nonBlocking = true;
        }
    }

    /** Whether one ever said so. */
    boolean isNonBlocking() {
        return nonBlocking;
    }

    DirectBuffers buffers() {
        return buffers;
    }

    Executor workers() {
        return workers;
    }

    Ticker ticker() {
        return ticker;
    }

    int count() {
        return bodies.size();
    }

    /**
     * Takes one more.
     *
     * @throws OverloadedException if there are too many, or the end has begun
     */
    void add(LiveBody body) {
        // In this order: whoever begins the end afterwards sees it.
        bodies.add(body);
        if (ending || bodies.size() > most) {
            remove(body);
            throw OverloadedException.ofServer(
                    "The server has its most bodies on their way, " + most + ": try again in a moment.",
                    Duration.ofSeconds(2));
        }
    }

    void remove(LiveBody body) {
        bodies.remove(body);
        if (ending && bodies.isEmpty()) {
            gone.countDown();
        }
    }

    /** Ends all, and waits a moment for them. */
    void close() {
        ending = true;
        bodies.forEach(LiveBody::end);
        try {
            if (!bodies.isEmpty()) {
                gone.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bodies.forEach(LiveBody::abort);
    }
}
