// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened since the start, counted and told to the observer. Thread-safe. */
final class HubCounters {
    private final HubObserver observer;
    private final LongAdder published = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);

    HubCounters(HubObserver observer) {
        this.observer = observer;
        for (CloseReason reason : CloseReason.values()) {
            closed.put(reason, new LongAdder());
        }
    }

    void published(Event event, Cursor place) {
        published.increment();
        observer.published(event, place);
    }

    void connected(Subscription subscription) {
        observer.connected(subscription);
    }

    void delivered(Subscription subscription, int count) {
        delivered.add(count);
        observer.delivered(subscription, count);
    }

    void gap(Subscription subscription, GapReason reason) {
        gaps.increment();
        observer.gap(subscription, reason);
    }

    void disconnected(Subscription subscription, CloseReason reason) {
        closed.get(reason).increment();
        observer.disconnected(subscription, reason);
    }

    long publishedCount() {
        return published.sum();
    }

    long deliveredCount() {
        return delivered.sum();
    }

    long gapCount() {
        return gaps.sum();
    }

    Map<CloseReason, Long> closedCounts() {
        Map<CloseReason, Long> counts = new EnumMap<>(CloseReason.class);
        closed.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}
