// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Event;
import dev.pushkit.Hub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LoadFragmentTest {
    @Test
    void showsTheFiguresAndLeavesOutWhatIsZero() {
        assertThat(LoadFragment.of(reading(Map.of("websocket", 2, "sse", 0))))
                .contains("<dt>CPU, this server</dt><dd>12.3 %</dd>")
                .contains("<dt>Heap</dt><dd>1.5 MiB</dd>")
                .contains("<dt>Connections</dt><dd>2 websocket</dd>")
                .doesNotContain("\n");
    }

    @Test
    void escapesWhatItIsGiven() {
        assertThat(LoadFragment.of(reading(Map.of("<img src='x' onerror=\"a&b\">", 1))))
                .contains("1 &lt;img src=&#39;x&#39; onerror=&quot;a&amp;b&quot;&gt;")
                .doesNotContain("<img");
    }

    @Test
    void isPublishedBesideTheJsonAndKeptForThoseWhoAsk() {
        try (Hub hub = Hub.create()) {
            LoadFeed feed = new LoadFeed(hub::stats);
            List<Event> events = feed.next();
            assertThat(events)
                    .extracting(event -> event.topic().name())
                    .containsExactly("system/load", "system/load/html");
            assertThat(events.get(1).payload().text()).isEqualTo(LoadFragment.of(feed.latest()));
        }
    }

    private static LoadReading reading(Map<String, Integer> connections) {
        Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
        OptionalDouble none = OptionalDouble.empty();
        return new LoadReading(time, OptionalDouble.of(0.1234), none, 2, 1_572_864, -1, 3, 40, 17, connections);
    }
}
