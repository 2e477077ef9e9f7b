// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pushkit.InvalidInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonMessagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}|{\"a\":1}",
                "[{\"a\":1},{\"b\":2}]|{\"a\":1};{\"b\":2}",
                "[[1,2],[3,4]]|[1,2];[3,4]",
                "[[[1,2,3]]]|[[1,2,3]]",
                "[[],[]]|[];[]",
                "\"a\"|\"a\"",
                "null|null",
                "[null]|null",
                "-1.50e3|-1.50e3",
                "[\"a,b\",\"]\"]|\"a,b\";\"]\"",
                "[\"\\\"],[\"]|\"\\\"],[\""
            })
    void takesApartOneLevelOfAnArray(String body, String messages) {
        assertThat(encode(body)).isEqualTo(messages.replace(";", ",\n") + ",\n");
    }

    @Test
    void compactsSoThatALineBreakIsABoundaryAndNothingElse() {
        assertThat(encode(" \r\n\t{ \"a\" :\n[ 1 ,\r\n2 ] ,\t\"b\" : \"x\\n, y\" }\n"))
                .isEqualTo("{\"a\":[1,2],\"b\":\"x\\n, y\"},\n");
        assertThat(encode("[\n1\n,\n2\n]")).isEqualTo("1,\n2,\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "[",
                "]",
                "[1",
                "[1,]",
                "{",
                "{a:1}",
                "{'a':1}",
                "[1][2]",
                "1 2",
                "nul",
                "01",
                "\"a\nb\"",
                "\"",
                "\uFEFF1",
                "/**/1",
                "NaN",
                "[1,,2]"
            })
    void refusesWhatIsNoJson(String body) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> encode(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c322", "22eda08022", "22c08022", "22f490808022"})
    void refusesWhatIsNoUtf8(String hex) {
        Slice body = Slice.of(java.util.HexFormat.of().parseHex(hex));

        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> JsonMessages.encode(body, false));
    }

    @Test
    void refusesAnEmptyArrayButWhereAStreamBegins() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> encode("[]"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> encode("[ \n]"));
        assertThat(JsonMessages.encode(TestStreams.slice("[]"), true).length()).isZero();
        assertThat(JsonMessages.encode(Slice.EMPTY, true).length()).isZero();
    }

    @Test
    void takesHugeMessagesAndManySmallOnes() {
        String huge = "\"" + "x".repeat(8 << 20) + '"';
        assertThat(encode(huge)).hasSize(huge.length() + 2);
        String many = "[" + "1,".repeat(1_000_000) + "1]";
        assertThat(encode(many)).hasSize(3 * 1_000_001);
    }

    @Test
    void survivesWhatIsNestedWithoutEnd() {
        String deep = "[".repeat(1_000_000);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> encode(deep));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> encode("{\"a\":".repeat(1_000_000)));
    }

    @Test
    void readsNoMoreThanItsSlice() {
        byte[] array = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);
        Slice encoded = JsonMessages.encode(new Slice(array, 2, 7), false);

        assertThat(new String(encoded.array(), encoded.offset(), encoded.length(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1},\n");
    }

    private static String encode(String body) {
        Slice encoded = JsonMessages.encode(TestStreams.slice(body), false);
        return new String(encoded.array(), encoded.offset(), encoded.length(), StandardCharsets.UTF_8);
    }
}
