// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RawSseFormatTest {
    /** Texts that a line protocol could spoil. */
    static String[] texts() {
        return new String[] {
            "",
            " ",
            "a",
            " a",
            "  a",
            "a\nb",
            "a\r\nb",
            "a\rb",
            "\n",
            "\r\n",
            "\n\n",
            "a\n",
            "\na",
            "a\r\n\r\nb",
            ":a",
            "data:x",
            "id:1\n\nevent:x",
            "a\n b",
            "\ta",
            "é😀\u2028x",
            "a\n\rb",
            "\uFEFFa"
        };
    }

    @Test
    void writesIdAndDataAndABlankLine() {
        assertThat(encoded(Event.text("a", "hello"))).isEqualTo("id:abc-7\ndata:hello\n\n");
    }

    @Test
    void writesTheTypeAsEvent() {
        assertThat(encoded(Event.text("a", "x").withType("price"))).isEqualTo("id:abc-7\nevent:price\ndata:x\n\n");
    }

    @Test
    void writesALineOfDataForEachLineOfText() {
        assertThat(encoded(Event.text("a", "1\n2\r\n3\r4"))).isEqualTo("id:abc-7\ndata:1\ndata:2\ndata:3\ndata:4\n\n");
        assertThat(encoded(Event.text("a", "1\n"))).isEqualTo("id:abc-7\ndata:1\ndata:\n\n");
    }

    @Test
    void keepsALeadingSpaceByASecondOne() {
        assertThat(encoded(Event.text("a", " x\n  y"))).isEqualTo("id:abc-7\ndata:  x\ndata:   y\n\n");
    }

    @Test
    void writesEmptyTextAsAnEmptyLineOfData() {
        assertThat(encoded(Event.text("a", ""))).isEqualTo("id:abc-7\ndata:\n\n");
    }

    @Test
    void writesJsonCompactAndBytesInBase64() {
        assertThat(encoded(Event.json("a", "{ \"x\" : [ 1 ] }"))).isEqualTo("id:abc-7\ndata:{\"x\":[1]}\n\n");
        assertThat(encoded(Event.binary("a", new byte[] {0, 1, (byte) 0xff}))).isEqualTo("id:abc-7\ndata:AAH/\n\n");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void comesBackAsItWasApartFromTheKindOfItsLineEnds(String text) {
        assertThat(dispatched(encoded(Event.text("a", text))))
                .isEqualTo(text.replace("\r\n", "\n").replace('\r', '\n'));
    }

    private static String encoded(Event event) {
        return Samples.encoded(WireFormats.SSE_RAW, event);
    }

    // What a reader does with one block (WHATWG HTML, section 9.2.6).
    private static String dispatched(String block) {
        assertThat(block).endsWith("\n\n").doesNotContain("\r");
        StringBuilder data = new StringBuilder();
        for (String line : block.substring(0, block.length() - 2).split("\n", -1)) {
            int colon = line.indexOf(':');
            assertThat(colon).isPositive();
            String value = line.substring(colon + 1);
            if (line.startsWith("data:")) {
                data.append(value.startsWith(" ") ? value.substring(1) : value).append('\n');
            } else {
                assertThat(line).isEqualTo("id:abc-7");
            }
        }
        return data.substring(0, data.length() - 1);
    }
}
