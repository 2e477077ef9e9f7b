// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {
    @ParameterizedTest
    @ValueSource(strings = {"wait=5", "Wait = \"5\"", "respond-async, wait=5", "wait=5; strict", "a;b=c,wait=5"})
    void findsTheWait(String header) {
        assertThat(read(header)).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=soon", "wait=-1", "respond-async; wait=5"})
    void ignoresWhatItCannotRead(String header) {
        assertThat(read(header)).isEmpty();
    }

    @Test
    void takesAHugeNumberForALongTime() {
        assertThat(read("wait=99999999999999999999").orElseThrow()).isGreaterThan(Duration.ofDays(365));
    }

    private static Optional<Duration> read(String header) {
        return Preferences.waiting(Collections.enumeration(List.of(header)));
    }
}
