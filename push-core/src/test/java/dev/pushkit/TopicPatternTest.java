// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicPatternTest {
    @ParameterizedTest
    @CsvSource({
        "a, a",
        "a/b, a/b",
        "*, a",
        "a/*, a/b",
        "*/b, a/b",
        "a/*/c, a/b/c",
        "*/*, a/b",
        "**, a",
        "**, a/b/c",
        "a/**, a/b",
        "a/**, a/b/c/d",
        "*/**, a/b",
        "a/*/**, a/b/c",
        "a/*, a/$b",
        "a/**, a/$b",
        "$kit/*, $kit/x",
        "$kit/**, $kit/x/y",
        "$kit/x, $kit/x",
    })
    void matches(String pattern, String topic) {
        assertThat(TopicPattern.of(pattern).matches(Topic.of(topic))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a, b",
        "a, a/b",
        "a/b, a",
        "*, a/b",
        "a/*, a",
        "a/*, a/b/c",
        "a/*, b/c",
        "a/**, a",
        "a/**, b/c",
        "a/**, ab/c",
        "*/*, a",
        "*/**, a",
        "*/b, a/c",
        "a/*/c, a/b/d",
        "*, $kit",
        "**, $kit",
        "**, $kit/x",
        "*/x, $kit/x",
        "*/**, $kit/x",
        "$kit/*, $other/x",
    })
    void doesNotMatch(String pattern, String topic) {
        assertThat(TopicPattern.of(pattern).matches(Topic.of(topic))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a//b", "a/", "/*", "a*", "*a", "a/b*", "***", "**/a", "a/**/b", "a\n/*"})
    void refusesWhatIsNoPattern(String text) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> TopicPattern.of(text));
    }

    @Test
    void hasTheBoundOfTopics() {
        assertThat(TopicPattern.of("x/".repeat(127) + "*").isWild()).isTrue();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TopicPattern.of("x/".repeat(127) + "**"));
    }

    @Test
    void isEqualByItsText() {
        assertThat(TopicPattern.of("a/*")).isEqualTo(TopicPattern.of("a/*")).hasSameHashCodeAs(TopicPattern.of("a/*"));
        assertThat(TopicPattern.of("a/*")).isNotEqualTo(TopicPattern.of("a/**")).hasToString("a/*");
        assertThat(TopicPattern.of(Topic.of("a/b")).isWild()).isFalse();
    }
}
