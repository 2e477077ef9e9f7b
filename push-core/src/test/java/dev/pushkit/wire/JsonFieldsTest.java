// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pushkit.Event;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFieldsTest {
    @Test
    void readsTexts() {
        JsonFields fields = JsonFields.parse(
                " { \"a\" : \"x \\\" \\u00e9\\n\\t\\b\\f\\r\\/\\\\\" , \"\\u0062\" : \"\", \"c\": null, \"d\": \"1\", \"d\": \"2\" } ");

        assertThat(fields.text("a")).contains("x \" é\n\t\b\f\r/\\");
        assertThat(fields.text("b")).contains("");
        assertThat(fields.text("c")).isEmpty();
        assertThat(fields.text("missing")).isEmpty();
        assertThat(fields.text("d")).as("the last of two").contains("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "{}", "[\"a\"]"})
    void refusesAFieldThatIsNoText(String value) {
        JsonFields fields = JsonFields.parse("{\"a\":" + value + "}");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> fields.text("a"))
                .withMessageContaining("a is no string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"\"x\"; x", "7; 7", "-1.50; -1.50", "true; ", "null; ", "{\"b\":1}; ", "[1]; "})
    void takesAStringOrANumberAsRef(String value, String ref) {
        assertThat(JsonFields.parse("{\"ref\":" + value + "}").ref("ref").orElse(null))
                .isEqualTo(ref);
    }

    @Test
    void readsListsOfTexts() {
        JsonFields fields =
                JsonFields.parse("{\"a\":[\"x\",\"y,]\\\"\"],\"b\":[],\"c\":[1],\"d\":\"x\",\"e\":[[\"x\"]]}");

        assertThat(fields.texts("a")).containsExactly("x", "y,]\"");
        assertThat(fields.texts("b")).isEmpty();
        assertThat(fields.texts("missing")).isEmpty();
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> fields.texts("c"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> fields.texts("d"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> fields.texts("e"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}x", "{\"a\":}", "{} {}", "{'a':1}", "x", "{\"a\":1,}"})
    void refusesWhatIsNoJson(String json) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> JsonFields.parse(json))
                .withMessageContaining("JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[]", "\"x\"", "null", "[{}]"})
    void refusesWhatIsNoObject(String json) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> JsonFields.parse(json))
                .withMessageContaining("object");
    }

    @Test
    void boundsTheDepth() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> JsonFields.parse("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"));
    }

    @Test
    void readsAnEventOfText() {
        Event event = event("{\"topic\":\"a/b\",\"type\":\"t\",\"data\":\"x\\ny\"}");

        assertThat(event.topic().name()).isEqualTo("a/b");
        assertThat(event.type()).contains("t");
        assertThat(event.payload().kind()).isEqualTo(Payload.Kind.TEXT);
        assertThat(event.payload().text()).isEqualTo("x\ny");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e5",
                "-0",
                "1.0",
                "1e99999999999",
                "12345678901234567890123",
                "true",
                "null",
                "{\"b\":1,\"a\":[1,{\"c\":\"}\"}],\"b\":2}",
                "[\"\\u00e9\",\"]\"]",
                "[]",
                "{}"
            })
    void keepsTheJsonOfAnEventAsItWasWritten(String data) {
        Event event = event("{\"topic\":\"a\", \"data\": " + data + "}");

        assertThat(event.payload().kind()).isEqualTo(Payload.Kind.JSON);
        assertThat(event.payload().text()).isEqualTo(data);
    }

    @Test
    void readsAnEventOfBytes() {
        Event event = event("{\"topic\":\"a\",\"data\":\"AAH/\",\"encoding\":\"base64\"}");

        assertThat(event.payload().kind()).isEqualTo(Payload.Kind.BINARY);
        assertThat(event.payload().bytes()).containsExactly(0, 1, 0xff);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"topic\":\"a\"}",
                "{\"data\":1}",
                "{\"topic\":\"a/*\",\"data\":1}",
                "{\"topic\":1,\"data\":1}",
                "{\"topic\":\"\",\"data\":1}",
                "{\"topic\":\"a\",\"type\":1,\"data\":1}",
                "{\"topic\":\"a\",\"type\":\"push.x\",\"data\":1}",
                "{\"topic\":\"a\",\"type\":\"a\\nb\",\"data\":1}",
                "{\"topic\":\"a\",\"type\":\"a\\u0000b\",\"data\":1}",
                "{\"topic\":\"a\",\"data\":\"?\",\"encoding\":\"base64\"}",
                "{\"topic\":\"a\",\"data\":1,\"encoding\":\"base64\"}",
                "{\"topic\":\"a\",\"data\":\"x\",\"encoding\":\"gzip\"}",
                "{\"topic\":\"a\",\"data\":\"x\",\"encoding\":1}"
            })
    void refusesAnEventThatIsNone(String json) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> event(json));
    }

    private static Event event(String json) {
        return JsonFields.parse(json).event();
    }
}
