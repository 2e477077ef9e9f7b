// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The order of one node: the offset is taken under the same lock as the append. */
final class InMemoryBroker implements Broker {
    private final Ticker ticker;
    private final String epoch = Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
    // Both guarded by this.
    private Consumer<List<StoredEvent>> log = events -> {};
    private long last;

    InMemoryBroker(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public synchronized void start(Consumer<List<StoredEvent>> receiver) {
        log = receiver;
    }

    @Override
    public synchronized List<Cursor> append(List<Event> events) {
        Instant now = ticker.now();
        List<StoredEvent> stored = new ArrayList<>(events.size());
        List<Cursor> places = new ArrayList<>(events.size());
        for (Event event : events) {
            Cursor place = new Cursor(epoch, ++last);
            places.add(place);
            stored.add(new StoredEvent(event, place, now));
        }
        log.accept(stored);
        return places;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
