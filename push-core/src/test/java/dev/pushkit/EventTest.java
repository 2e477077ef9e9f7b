// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "open", "error", "push.", "push.open", " push.close", " x", "a\rb", "a\nb", "a\0b", "\n"})
    void refusesTypesThatWouldForgeTheKitsOwn(String type) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Event.text("a", "x").withType(type))
                .withMessageContaining("type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "opened", "Open", "push", "pushed", "price change", "ü", "a\tb"})
    void takesOtherTypes(String type) {
        assertThat(Event.text("a", "x").withType(type).type()).contains(type);
    }

    @Test
    void refusesAnEndlessType() {
        assertThat(Event.text("a", "x").withType("t".repeat(255)).type()).isPresent();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Event.text("a", "x").withType("t".repeat(256)));
    }

    @Test
    void keepsTopicAndPayloadWhenItGetsAType() {
        Event event = Event.json("a/b", "[1]").withType("t");

        assertThat(event.topic()).isEqualTo(Topic.of("a/b"));
        assertThat(event.payload().text()).isEqualTo("[1]");
    }

    @Test
    void copiesBytes() {
        byte[] bytes = {1, 2, 3};
        Event event = Event.binary("a", bytes);
        bytes[0] = 9;
        event.payload().bytes()[1] = 9;

        assertThat(event.payload().bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void refusesATopicThatIsNone() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Event.text("a/*", "x"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Event.json("", "1"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Event.binary("a//b", new byte[0]));
    }
}
