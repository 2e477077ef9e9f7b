// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What a connection needs of its hub. Closers end connections, which may block, so that no delivery waits for an end. */
record HubParts(
        HubSettings settings,
        Ticker ticker,
        Workers workers,
        Workers closers,
        TopicRegistry registry,
        Connections connections,
        Gatekeeper gate,
        HubCounters counters) {
    /** The delay before a reconnect, spread so that clients do not come back all at once. */
    Duration retry() {
        long millis = settings.duration(Setting.RETRY).toMillis();
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
    }

    long maxAgeNanos() {
        long nanos = settings.duration(Setting.MAX_AGE).toNanos();
        double jitter = settings.count(Setting.MAX_AGE_JITTER) / 100.0;
        return (long) (nanos * (1 + jitter * ThreadLocalRandom.current().nextDouble(-1, 1)));
    }
}
