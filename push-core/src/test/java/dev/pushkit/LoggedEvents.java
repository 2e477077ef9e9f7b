// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Stored events at places of a test's choice, of the epoch {@code e}. */
final class LoggedEvents {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String EPOCH = "e";

    private LoggedEvents() {}

    static StoredEvent event(String topic, long offset) {
        return event(topic, offset, Long.toString(offset));
    }

    static StoredEvent event(String topic, long offset, String text) {
        return new StoredEvent(Event.text(topic, text), cursor(offset), START.plusSeconds(offset));
    }

    static Cursor cursor(long offset) {
        return new Cursor(EPOCH, offset);
    }

    static Instant second(long seconds) {
        return START.plusSeconds(seconds);
    }

    static Retention keeping(int events) {
        return new Retention(events, 1L << 30, Duration.ofDays(1));
    }

    static List<Long> offsets(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::offset).toList();
    }

    static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
