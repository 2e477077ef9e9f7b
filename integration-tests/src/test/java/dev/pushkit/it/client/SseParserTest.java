// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
    private final List<SseEvent> events = new ArrayList<>();
    private final SseParser parser = new SseParser(events::add);

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            parser.feed(bytes, i, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void endsLinesInAnyOfThreeWays(String end) {
        feed("id: 1\nevent: tick\ndata: a\ndata:  b\n\n".replace("\n", end) + end);
        assertThat(events).containsExactly(new SseEvent("1", "tick", "a\n b"));
    }

    @Test
    void keepsTheIdOfABlockWithoutData() {
        feed("id: 1\ndata: a\n\n: beat\nid: 7\n\nid: 8\n");
        assertThat(events).hasSize(1);
        assertThat(parser.lastEventId()).isEqualTo("7");
        assertThat(parser.comments()).isEqualTo(1);
    }

    @Test
    void carriesTheIdToLaterEvents() {
        feed("id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n");
        assertThat(events)
                .containsExactly(
                        new SseEvent("1", "message", "a"),
                        new SseEvent("1", "message", "b"),
                        new SseEvent("", "message", "c"));
    }

    @Test
    void ignoresWhatTheStandardIgnores() {
        feed("\uFEFFretry: 30x\nid: a\0b\nother: x\ndata\n\nretry:250\n");
        assertThat(events).containsExactly(new SseEvent("", "message", ""));
        assertThat(parser.retry()).hasValue(250);
    }

    @Test
    void dropsAnEventThatIsCutOff() {
        feed("data: whole\n\ndata: half\n");
        assertThat(events).extracting(SseEvent::data).containsExactly("whole");
    }

    @Test
    void decodesCharactersThatArriveByteByByte() {
        feed("data: \u00fc\u20ac\uD83D\uDE00\n\n");
        assertThat(events).extracting(SseEvent::data).containsExactly("\u00fc\u20ac\uD83D\uDE00");
    }
}
