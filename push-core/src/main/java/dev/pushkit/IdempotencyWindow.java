// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Remembers for a while what was answered to a key, so that a repeat publishes nothing. */
final class IdempotencyWindow {
    /** Who used which key where. */
    record Key(Optional<String> identity, String scope, String key) {
        // By hand, as in Cursor: a comparison shall not keep the application's class loader.
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && that.key.equals(key)
                    && that.scope.equals(scope)
                    && that.identity.equals(identity);
        }

        @Override
        public int hashCode() {
            return Objects.hash(identity, scope, key);
        }
    }

    private record First(CompletableFuture<List<Cursor>> answer, long nanos) {}

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ticker ticker;
    private final long windowNanos;
    private final int most;
    // Guarded by this; in the order of their time.
    private final Map<Key, First> firsts = new LinkedHashMap<>();

    IdempotencyWindow(Ticker ticker, Duration window, int most) {
        this.ticker = ticker;
        this.windowNanos = window.toNanos();
        this.most = most;
    }

    /** Publishes once; a repeat gets the first answer, also while the first is still at it. */
    List<Cursor> once(Key key, Supplier<List<Cursor>> publish) {
        CompletableFuture<List<Cursor>> mine = new CompletableFuture<>();
        First first = claim(key, mine);
        if (first.answer != mine) {
            return await(first.answer);
        }
        try {
            List<Cursor> answer = publish.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            forget(key, first);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized First claim(Key key, CompletableFuture<List<Cursor>> answer) {
        forgetOld();
        First known = firsts.get(key);
        if (known != null) {
            return known;
        }
        if (firsts.size() >= most) {
            throw OverloadedException.ofServer(
                    "The server remembers its most idempotency keys: try again later or without a key.",
                    Duration.ofSeconds(30));
        }
        First first = new First(answer, ticker.nanoTime());
        firsts.put(key, first);
        return first;
    }

    private synchronized void forget(Key key, First first) {
        firsts.remove(key, first);
    }

    private void forgetOld() {
        long now = ticker.nanoTime();
        Iterator<First> oldest = firsts.values().iterator();
        while (oldest.hasNext() && now - oldest.next().nanos > windowNanos) {
            oldest.remove();
        }
    }

    private static List<Cursor> await(CompletableFuture<List<Cursor>> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw again();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PushException refused) {
                throw refused;
            }
            throw again();
        } catch (TimeoutException e) {
            throw again();
        }
    }

    private static OverloadedException again() {
        return OverloadedException.ofServer(
                "The first request with this Idempotency-Key is still at work: try again.", Duration.ofSeconds(1));
    }
}
