// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Batch;
import dev.pushkit.Hub;
import dev.pushkit.HubClosedException;
import dev.pushkit.Subscription;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Holds a poll on the request's own thread, where a filter in front forbids asynchronous requests.
 *
 * <p>Only so many at once, or the container would run out of threads; a further one is answered at once.
 */
final class BlockingHold {
    private static final int MOST = 16;
    private static final long GRACE_MILLIS = 1_000;

    private final Semaphore places = new Semaphore(MOST);

    Batch poll(Hub hub, Subscription subscription, Duration hold) {
        if (!places.tryAcquire()) {
            return hub.poll(subscription, Duration.ZERO).join();
        }
        CompletableFuture<Batch> batch = hub.poll(subscription, hold);
        try {
            return batch.get(hold.toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubClosedException();
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            throw new HubClosedException();
        } finally {
            batch.cancel(false);
            places.release();
        }
    }
}
