// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e5",
                "1E+5",
                "-0",
                "1.0",
                "0.10",
                "123456789012345678901234567890",
                "1e400",
                "true",
                "null",
                "\"\"",
                "\"\\u00e9\\n\\\\\"",
                "\" a b \"",
                "\"\\ud800\"",
                "{\"a\":1,\"a\":2}",
                "[]",
                "{}"
            })
    void keepsJsonAsItWasWritten(String json) {
        assertThat(Payload.json(json).text()).isEqualTo(json);
    }

    @Test
    void stripsTheWhiteSpaceBetweenTokensAlone() {
        Payload payload = Payload.json(" {\r\n\t\"a b\" : [ 1 , \"x \\\" y\" ] ,\n\"c\":\t\"\\\\\" } \n");

        assertThat(payload.text()).isEqualTo("{\"a b\":[1,\"x \\\" y\"],\"c\":\"\\\\\"}");
        assertThat(payload.kind()).isEqualTo(Payload.Kind.JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\n", "{", "[1,", "{\"a\"}", "{a:1}", "'a'", "[1]]", "1 2", "{} {}", "\"a\nb\"", "\"a\tb\"",
                "\"a", "01", "1.", ".5", "+1", "NaN", "tru", "truex", "nul", "[1,]", "{\"a\":1,}", "// x\n1", "\"\\x\"",
                "\"\\u12\"", "\uFEFF1", "\u00a01", "1\u000c", "\"\0\"", "]", ",", ":"
            })
    void refusesWhatIsNoJson(String json) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Payload.json(json))
                .satisfies(failure ->
                        assertThat(failure.getMessage()).doesNotContain("\n").hasSizeLessThan(300));
    }

    @Test
    void boundsTheDepth() {
        assertThat(Payload.json("[".repeat(100) + "]".repeat(100)).size()).isEqualTo(200);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Payload.json("[".repeat(30_000) + "]".repeat(30_000)))
                .withMessageContaining("deep");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Payload.json("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
    }

    @Test
    void replacesHalfSurrogatesInText() {
        assertThat(Payload.text("a" + (char) 0xdc00).text()).isEqualTo("a?");
    }

    @Test
    void showsNothingOfItsContents() {
        assertThat(Payload.text("secret")).hasToString("TEXT[6 bytes]");
    }
}
