// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc-0", "A_9-12345", "x-999999999999999999", "0-007"})
    void readsWhatItWrites(String token) {
        Cursor cursor = Cursor.parse(token);

        assertThat(cursor.isSentinel()).isFalse();
        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void knowsTheTwoSentinels() {
        assertThat(Cursor.parse("earliest")).isSameAs(Cursor.EARLIEST).hasToString("earliest");
        assertThat(Cursor.parse("latest")).isSameAs(Cursor.LATEST).hasToString("latest");
        assertThat(Cursor.EARLIEST.isSentinel()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "-1",
                "abc-",
                "abc--1",
                "abc-1x",
                "a b-1",
                "abc-1\n",
                "abc-+1",
                "ab.c-1",
                "Latest",
                "abc-1234567890123456789",
                "ä-1",
                "abc-١"
            })
    void refusesWhatIsMalformed(String token) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Cursor.parse(token))
                .withMessageContaining("cursor");
    }

    @Test
    void isAUrlSafeTokenOfAtMost64Characters() {
        try (TestHub test = TestHub.with()) {
            assertThat(test.publish("a", "x").toString()).matches("[A-Za-z0-9_-]{1,64}");
        }
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Cursor.parse("x".repeat(41) + "-1"));
        assertThat(Cursor.parse("x".repeat(40) + "-999999999999999999")
                        .toString()
                        .length())
                .isLessThanOrEqualTo(64);
    }
}
