// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "stocks/ACME", "a b/c", "söme/tøpic", "日本/東京", "a/b/c/d", "$kit/x", "a.b", "a?b#c", "😀"})
    void takesEveryWellFormedName(String name) {
        assertThat(Topic.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", "a\nb", "a\rb", "a\0b", "a\u007fb", "a\u0085b", "a/\t"})
    void refusesEmptyNamesEmptySegmentsAndControlCharacters(String name) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Topic.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "a/*", "a*b", "a/**"})
    void refusesPatternsAndSaysThatOneTopicIsNeeded(String name) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Topic.of(name))
                .withMessageContaining("patterns are for subscriptions");
    }

    @Test
    void countsBytesOfUtf8() {
        assertThat(Topic.of("x".repeat(255)).name()).hasSize(255);
        assertThat(Topic.of("ä".repeat(127)).name()).hasSize(127);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Topic.of("x".repeat(256)))
                .withMessageContaining("256")
                .withMessageContaining("255");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Topic.of("ä".repeat(128)));
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Topic.of("a" + (char) 0xd800))
                .withMessageContaining("UTF-8");
    }

    @Test
    void knowsTheTopicsOfTheKit() {
        assertThat(Topic.of("$presence/x").isReserved()).isTrue();
        assertThat(Topic.of("a/$x").isReserved()).isFalse();
    }
}
