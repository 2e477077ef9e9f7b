// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pushkit.InvalidInputException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamCursorTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");
    private static final long INTERVAL =
            (NOW.getEpochSecond() - Instant.parse("2024-10-09T00:00:00Z").getEpochSecond()) / 20;

    @Test
    void isTheIntervalOfNow() {
        assertThat(StreamCursor.next(Optional.empty(), NOW)).isEqualTo(Long.toString(INTERVAL));
        assertThat(StreamCursor.next(Optional.of(""), NOW)).isEqualTo(Long.toString(INTERVAL));
        assertThat(StreamCursor.next(Optional.of("0"), NOW)).isEqualTo(Long.toString(INTERVAL));
    }

    @Test
    void neverGoesBackNorStays() {
        String cursor = StreamCursor.next(Optional.empty(), NOW);
        for (int i = 0; i < 1_000; i++) {
            String next = StreamCursor.next(Optional.of(cursor), NOW.plusSeconds(i));
            assertThat(Long.parseLong(next)).isGreaterThan(Long.parseLong(cursor));
            // By 3,600 seconds at most.
            assertThat(Long.parseLong(next) - Math.max(INTERVAL, Long.parseLong(cursor)))
                    .isBetween(0L, 180L);
            cursor = next;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5", " 1", "1 ", "99999999999999999999", "\"", "٣"})
    void refusesWhatItNeverWrote(String cursor) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> StreamCursor.next(Optional.of(cursor), NOW));
    }

    @Test
    void staysOrGoesOnWithinOneAnswer() {
        String cursor = StreamCursor.next(Optional.of(Long.toString(INTERVAL + 5)), NOW);

        assertThat(StreamCursor.atLeast(cursor, NOW)).isEqualTo(cursor);
        assertThat(StreamCursor.atLeast(Long.toString(INTERVAL), NOW.plusSeconds(20)))
                .isEqualTo(Long.toString(INTERVAL + 1));
    }
}
