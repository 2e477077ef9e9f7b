// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import static dev.pushkit.wire.Samples.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Batch;
import dev.pushkit.Cursor;
import dev.pushkit.Event;
import dev.pushkit.GapReason;
import dev.pushkit.Hub;
import dev.pushkit.Payload;
import dev.pushkit.Resumed;
import dev.pushkit.StoredEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The JSON objects that answer a single request. */
final class AnswersTest {
    @Test
    void aPollWithoutEvents() {
        Batch batch = new Batch(PLACE, Resumed.NONE, Optional.empty(), List.of());

        assertThat(text(batch)).isEqualTo("{\"cursor\":\"abc-7\",\"resumed\":\"none\",\"events\":[]}");
    }

    @Test
    void aPollWithEventsAndAGap() {
        StoredEvent one = Samples.stored(Event.text("a", "1"));
        StoredEvent two = Samples.stored(Event.json("a", "2"));
        Batch batch = new Batch(PLACE, Resumed.GAP, Optional.of(GapReason.EPOCH), List.of(one, two));

        assertThat(Payload.json(text(batch)).text())
                .isEqualTo("{\"cursor\":\"abc-7\",\"resumed\":\"gap\",\"reason\":\"epoch\",\"events\":["
                        + Envelope.of(one) + "," + Envelope.of(two) + "]}");
    }

    @Test
    void aPublishOfOneAndOfABatch() {
        assertThat(WireFormats.published(List.of(PLACE), false)).isEqualTo("{\"id\":\"abc-7\"}");
        assertThat(WireFormats.published(List.of(PLACE), true)).isEqualTo("{\"ids\":[\"abc-7\"]}");
        assertThat(WireFormats.published(List.of(PLACE, new Cursor("abc", 8)), true))
                .isEqualTo("{\"ids\":[\"abc-7\",\"abc-8\"]}");
    }

    @Test
    void aProblem() {
        assertThat(WireFormats.problem(400, "Bad Request", "The \"x\"\nis wrong."))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"The \\\"x\\\"\\nis wrong.\"}");
    }

    @Test
    void theHealthOfAHub() {
        try (Hub hub = Hub.create()) {
            hub.publish(Event.text("a", "12"));
            String health = WireFormats.health(hub.stats(), hub.isOpen(), Map.of("resources", Map.of("link", 2L)));

            assertThat(Payload.json(health).text()).isEqualTo(health);
            assertThat(health)
                    .startsWith("{\"status\":\"up\",\"connections\":{},\"published\":1,\"delivered\":0,\"gaps\":0,")
                    .contains("\"topics\":1,\"retainedEvents\":1,\"retainedBytes\":3,")
                    .endsWith("\"head\":\"" + hub.head() + "\",\"resources\":{\"link\":2}}");
            assertThat(WireFormats.health(hub.stats(), false, Map.of())).startsWith("{\"status\":\"closing\"");
        }
    }

    private static String text(Batch batch) {
        return WireFormats.answer(batch).text();
    }
}
