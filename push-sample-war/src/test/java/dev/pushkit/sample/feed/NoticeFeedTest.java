// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Event;
import dev.pushkit.Hub;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticeFeedTest {
    @Test
    void tellsOneFactAfterTheOtherAndBeginsAnew() {
        try (Hub hub = Hub.create()) {
            NoticeFeed feed = new NoticeFeed(hub::stats);
            Set<String> titles = new LinkedHashSet<>();
            for (int i = 0; i < 8; i++) {
                Event event = feed.next().get(0);
                JsonObject notice = Json.createReader(
                                new StringReader(event.payload().text()))
                        .readObject();
                assertThat(event.topic().name()).isEqualTo("system/notices");
                assertThat(notice.getString("text")).endsWith(".");
                titles.add(notice.getString("title"));
            }
            assertThat(titles).hasSize(4);
        }
    }
}
