// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Event;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
    private static final String HEAD = "{\"id\":\"abc-7\",\"topic\":\"a/b\",";
    private static final String TIME = "\"time\":\"2026-01-02T03:04:05.678Z\",";

    @Test
    void carriesTextAsAString() {
        assertThat(envelope(Event.text("a/b", "x \"y\" \\ é\n\r\t\0\u2028")))
                .isEqualTo(HEAD + TIME + "\"data\":\"x \\\"y\\\" \\\\ é\\n\\r\\t\\u0000\\u2028\"}");
    }

    @Test
    void carriesJsonAsItIs() {
        assertThat(envelope(Event.json("a/b", " { \"x\": 1e5 } "))).isEqualTo(HEAD + TIME + "\"data\":{\"x\":1e5}}");
    }

    @Test
    void carriesBytesInBase64() {
        assertThat(envelope(Event.binary("a/b", new byte[] {0, 1, (byte) 0xff})))
                .isEqualTo(HEAD + TIME + "\"data\":\"AAH/\",\"encoding\":\"base64\"}");
    }

    @Test
    void carriesTheTypeWhereThereIsOne() {
        assertThat(envelope(Event.text("a/b", "").withType("t")))
                .isEqualTo(HEAD + "\"type\":\"t\"," + TIME + "\"data\":\"\"}");
    }

    @Test
    void isALineOnTheStreamAndTheDataOfEnvelopedServerSentEvents() {
        Event event = Event.text("a/b", "x");
        String envelope = envelope(event);

        assertThat(Samples.encoded(WireFormats.NDJSON, event)).isEqualTo(envelope + "\n");
        assertThat(Samples.encoded(WireFormats.WEBSOCKET, event)).isEqualTo(envelope + "\n");
        assertThat(Samples.encoded(WireFormats.SSE_ENVELOPE, event)).isEqualTo("id:abc-7\ndata:" + envelope + "\n\n");
    }

    private static String envelope(Event event) {
        return Envelope.of(Samples.stored(event));
    }
}
