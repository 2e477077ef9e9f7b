// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final int FINAL_TEXT = 0x81;
    private static final int FIRST_TEXT = 0x01;
    private static final int FINAL_REST = 0x80;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    /** Feeds pieces; what is behind the end stays outside. */
    private static String content(Framing framing, List<byte[]> pieces) {
        StringBuilder content = new StringBuilder();
        for (byte[] piece : pieces) {
            framing.accept(
                    piece,
                    0,
                    piece.length,
                    (in, from, to) -> content.append(new String(in, from, to - from, StandardCharsets.UTF_8)));
        }
        return content.toString();
    }

    @Test
    void chunksAreJoinedHoweverTheyAreCut() {
        String text = "The quick brown fox\r\n0\r\n\r\njumps over the lazy dog";
        Wire.eachSplit(Wire.chunked(text, 1, 17, 2, 30), pieces -> {
            ChunkedBody body = new ChunkedBody().begin();
            assertThat(content(body, pieces)).isEqualTo(text);
            assertThat(body.complete()).isTrue();
        });
    }

    @Test
    void chunksStopWhereTheNextAnswerBegins() {
        byte[] wire = Wire.join(Wire.chunked("text", 4), Wire.bytes("HTTP/1.1 200"));
        int end = new ChunkedBody().begin().accept(wire, 0, wire.length, (in, from, to) -> {});
        assertThat(new String(wire, end, wire.length - end, StandardCharsets.UTF_8))
                .isEqualTo("HTTP/1.1 200");
    }

    @Test
    void aSizedBodyStopsAtItsSize() {
        SizedBody body = new SizedBody().begin(4);
        byte[] wire = Wire.bytes("textHTTP");
        assertThat(body.accept(wire, 0, wire.length, (in, from, to) -> {})).isEqualTo(4);
        assertThat(body.complete()).isTrue();
    }

    @Test
    void framesOfEveryLengthAreJoinedHoweverTheyAreCut() {
        String longText = "y".repeat(200);
        byte[] wire = Wire.join(
                Wire.frame(FINAL_TEXT, "short"),
                Wire.frame(PING, ""),
                Wire.frame(FIRST_TEXT, longText),
                Wire.frame(PING, "are you there"),
                Wire.frame(FINAL_REST, ""),
                Wire.frame(CLOSE, "\u0003\u0000"));
        Wire.eachSplit(wire, pieces -> {
            List<String> pings = new ArrayList<>();
            WebSocketFrames frames = new WebSocketFrames(data -> pings.add(new String(data, StandardCharsets.UTF_8)));
            assertThat(content(frames, pieces)).isEqualTo("short" + longText);
            assertThat(pings).containsExactly("", "are you there");
            assertThat(frames.complete()).isTrue();
            assertThat(frames.closeCode()).isEqualTo(768);
        });
    }

    @Test
    void aVeryLongFrameHasALengthOfItsOwn() {
        String text = "z".repeat(70_000);
        assertThat(content(new WebSocketFrames(data -> {}), List.of(Wire.frame(FINAL_TEXT, text))))
                .isEqualTo(text);
    }
}
