// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.Cursor;
import dev.pushkit.Event;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Payload;
import dev.pushkit.TopicPattern;
import dev.pushkit.wire.JsonFields;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
    @Test
    void readsASubscribe() {
        assertThat(read("{\"op\":\"subscribe\",\"topics\":[\"a/*\",\"b\",\"b\"],\"since\":\"x-7\"}"))
                .isEqualTo(new ClientCommand.Subscribe(
                        List.of(TopicPattern.of("a/*"), TopicPattern.of("b")), new Cursor("x", 7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"since\":null", ",\"since\":\"\"", ",\"since\":\"latest\""})
    void startsAtTheLatestWhereNothingElseIsAskedFor(String since) {
        assertThat(read("{\"op\":\"subscribe\",\"topics\":[\"a\"]" + since + "}"))
                .isEqualTo(new ClientCommand.Subscribe(List.of(TopicPattern.of("a")), Cursor.LATEST));
    }

    @Test
    void readsAnUnsubscribe() {
        assertThat(read("{\"op\":\"unsubscribe\",\"topics\":[\"chat/**\"]}"))
                .isEqualTo(new ClientCommand.Unsubscribe(List.of(TopicPattern.of("chat/**"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"hello\"                       | TEXT   | hello",
                "{\"a\" : [1, null]}             | JSON   | {\"a\":[1,null]}",
                "null                            | JSON   | null",
                "\"aGVsbG8=\",\"encoding\":\"base64\" | BINARY | hello",
            })
    void readsAPublish(String data, Payload.Kind kind, String payload) {
        ClientCommand command =
                read("{\"op\":\"publish\",\"topic\":\"t\",\"type\":\"x\",\"key\":\"k\",\"data\":" + data + "}");
        assertThat(command).isInstanceOfSatisfying(ClientCommand.Publish.class, publish -> {
            Event event = publish.event();
            assertThat(event.topic().name()).isEqualTo("t");
            assertThat(event.type()).contains("x");
            assertThat(event.payload().kind()).isEqualTo(kind);
            assertThat(event.payload().text()).isEqualTo(payload);
            assertThat(publish.key()).contains("k");
        });
    }

    @Test
    void readsAPing() {
        assertThat(read("{\"op\":\"ping\"}")).isEqualTo(new ClientCommand.Ping());
    }

    @Test
    void givesBackTheRefAsItCame() {
        assertThat(ref("{\"ref\":\"r1\"}")).contains("r1");
        assertThat(ref("{\"ref\":7}")).contains("7");
        assertThat(ref("{\"ref\":[]}")).isEmpty();
        assertThat(ref("{}")).isEmpty();
        assertThat(ref("{\"ref\":\"" + "r".repeat(255) + "\"}")).isPresent();
        assertThat(ref("{\"ref\":\"" + "r".repeat(256) + "\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                      | op",
                "{\"op\":\"dance\"}                                      | op",
                "{\"op\":\"PING\"}                                       | op",
                "{\"op\":7}                                              | op",
                "{\"op\":\"subscribe\"}                                  | topics",
                "{\"op\":\"subscribe\",\"topics\":[]}                    | topics",
                "{\"op\":\"subscribe\",\"topics\":\"a\"}                 | topics",
                "{\"op\":\"subscribe\",\"topics\":[1]}                   | topics",
                "{\"op\":\"subscribe\",\"topics\":[\"a//b\"]}            | topic",
                "{\"op\":\"subscribe\",\"topics\":[\"a\"],\"since\":\"?\"} | cursor",
                "{\"op\":\"unsubscribe\",\"topics\":[]}                  | topics",
                "{\"op\":\"publish\",\"data\":1}                         | topic",
                "{\"op\":\"publish\",\"topic\":\"t\"}                    | data",
                "{\"op\":\"publish\",\"topic\":\"a/*\",\"data\":1}       | topic",
                "{\"op\":\"publish\",\"topic\":\"t\",\"data\":1,\"type\":\"open\"} | type",
                "{\"op\":\"publish\",\"topic\":\"t\",\"data\":\"%\",\"encoding\":\"base64\"} | base64",
            })
    void saysWhatToChange(String json, String word) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(word);
    }

    @Test
    void boundsTheKey() {
        String publish = "{\"op\":\"publish\",\"topic\":\"t\",\"data\":1,\"key\":\"";
        assertThat(read(publish + "k".repeat(255) + "\"}")).isInstanceOf(ClientCommand.Publish.class);
        assertThatThrownBy(() -> read(publish + "k".repeat(256) + "\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("255");
    }

    private static ClientCommand read(String json) {
        return CommandReader.of(JsonFields.parse(json)).command();
    }

    private static Optional<String> ref(String json) {
        return CommandReader.ref(JsonFields.parse(json));
    }
}
