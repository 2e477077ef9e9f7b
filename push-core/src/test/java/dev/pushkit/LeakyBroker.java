// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A mutant of the order: the offset is taken outside the lock of the append, so a later one may be visible first. */
final class LeakyBroker implements Broker {
    private static final String EPOCH = "mutant";

    private final AtomicLong last = new AtomicLong();
    private Consumer<List<StoredEvent>> log = events -> {};

    @Override
    public String epoch() {
        return EPOCH;
    }

    @Override
    public synchronized void start(Consumer<List<StoredEvent>> receiver) {
        log = receiver;
    }

    @Override
    public List<Cursor> append(List<Event> events) {
        // The bug: another publisher may pass between this line and the lock.
        List<StoredEvent> stored = events.stream()
                .map(event -> new StoredEvent(event, new Cursor(EPOCH, last.incrementAndGet()), Instant.now()))
                .toList();
        Thread.yield();
        synchronized (this) {
            log.accept(stored);
        }
        return stored.stream().map(StoredEvent::cursor).toList();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
