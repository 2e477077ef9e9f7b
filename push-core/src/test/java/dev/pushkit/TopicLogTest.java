// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.LoggedEvents.event;
import static dev.pushkit.LoggedEvents.keeping;
import static dev.pushkit.LoggedEvents.offsets;
import static dev.pushkit.LoggedEvents.range;
import static dev.pushkit.LoggedEvents.second;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TopicLogTest {
    private static final int ALL = Integer.MAX_VALUE;

    @Test
    void keepsAsManyEventsAsItMay() {
        TopicLog log = log(keeping(3));
        append(log, 1, 5);

        assertThat(all(log)).containsExactly(3L, 4L, 5L);
        assertThat(log.evictedUpTo()).isEqualTo(2);
        assertThat(log.lastOffset()).isEqualTo(5);
    }

    @Test
    void keepsAsManyBytesAsItMay() {
        // Each has 10 bytes of text and 1 of its topic's name.
        TopicLog log = log(new Retention(ALL, 33, Duration.ofDays(1)));
        for (int i = 1; i <= 5; i++) {
            log.append(event("t", i, "0123456789"));
        }

        assertThat(all(log)).containsExactly(3L, 4L, 5L);
        assertThat(log.bytes()).isEqualTo(33);
    }

    @Test
    void keepsTheNewestWhateverItsSize() {
        TopicLog log = log(new Retention(10, 5, Duration.ofDays(1)));
        log.append(event("t", 1, "0123456789"));
        log.append(event("t", 2, "01234567890123456789"));

        assertThat(all(log)).containsExactly(2L);
        assertThat(log.evictedUpTo()).isEqualTo(1);
    }

    @Test
    void keepsEventsAsLongAsItMay() {
        TopicLog log = log(new Retention(ALL, 1L << 30, Duration.ofSeconds(10)));
        append(log, 1, 5);

        log.evictOlderThan(second(13));
        assertThat(all(log)).containsExactly(3L, 4L, 5L);
        log.evictOlderThan(second(100));
        assertThat(all(log)).isEmpty();
        assertThat(log.evictedUpTo()).isEqualTo(5);
        assertThat(log.bytes()).isZero();
        assertThat(log.lastOffset())
                .as("survives, for whoever has to know what is new")
                .isEqualTo(5);
    }

    @Test
    void growsItsRingWithoutMixingUpWhatItHolds() {
        TopicLog log = log(keeping(100));
        append(log, 1, 3);
        // The ring of four has turned before it grows.
        log.evictOlderThan(second(2).plus(Duration.ofDays(1)));
        append(log, 4, 300);

        assertThat(all(log)).isEqualTo(range(201, 300));
    }

    @Test
    void fillsAgainAfterItWasEmpty() {
        TopicLog log = log(keeping(4));
        append(log, 1, 6);
        log.evictOlderThan(second(1_000_000));
        append(log, 7, 9);

        assertThat(all(log)).containsExactly(7L, 8L, 9L);
    }

    @Test
    void readsWhatLiesBetweenTwoPlaces() {
        TopicLog log = log(keeping(100));
        for (int i = 10; i <= 50; i += 10) {
            log.append(event("t", i));
        }

        assertThat(read(log, 10, 40, ALL, ALL)).containsExactly(20L, 30L, 40L);
        assertThat(read(log, 5, 25, ALL, ALL)).containsExactly(10L, 20L);
        assertThat(read(log, 50, 99, ALL, ALL)).isEmpty();
        assertThat(read(log, 41, 49, ALL, ALL)).isEmpty();
    }

    @Test
    void saysUpToWhereAReadingIsWhole() {
        TopicLog log = log(keeping(100));
        append(log, 1, 5);
        List<StoredEvent> events = new ArrayList<>();

        assertThat(log.read(0, 9, 2, ALL, events)).isEqualTo(2);
        assertThat(log.read(2, 9, 3, ALL, events)).as("nothing is left").isEqualTo(9);
        assertThat(offsets(events)).isEqualTo(range(1, 5));
    }

    @Test
    void readsAtLeastOneEventHoweverBigItIs() {
        TopicLog log = log(keeping(100));
        log.append(event("t", 1, "x".repeat(1000)));
        log.append(event("t", 2, "x".repeat(1000)));

        assertThat(read(log, 0, 9, ALL, 10)).containsExactly(1L);
        assertThat(read(log, 1, 9, ALL, 10)).containsExactly(2L);
    }

    @Test
    void knowsItsFirstAndItsNewest() {
        TopicLog log = log(keeping(2));
        assertThat(log.firstAfter(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(log.beforeNewest()).isZero();

        append(log, 1, 4);
        assertThat(log.firstAfter(0)).isEqualTo(3);
        assertThat(log.firstAfter(3)).isEqualTo(4);
        assertThat(log.firstAfter(4)).isEqualTo(Long.MAX_VALUE);
        assertThat(log.beforeNewest()).isEqualTo(3);
    }

    private static TopicLog log(Retention retention) {
        return new TopicLog(Topic.of("t"), retention, 0);
    }

    private static void append(TopicLog log, int from, int to) {
        for (int i = from; i <= to; i++) {
            log.append(event("t", i));
        }
    }

    private static List<Long> all(TopicLog log) {
        return read(log, 0, Long.MAX_VALUE, ALL, ALL);
    }

    private static List<Long> read(TopicLog log, long after, long upTo, int events, long bytes) {
        List<StoredEvent> into = new ArrayList<>();
        log.read(after, upTo, events, bytes, into);
        return offsets(into);
    }
}
