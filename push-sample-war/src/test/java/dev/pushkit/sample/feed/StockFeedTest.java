// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Event;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StockFeedTest {
    private final StockFeed feed = new StockFeed(new Random(7));

    @Test
    void beginsWithEveryCompany() {
        List<Event> first = feed.next();
        assertThat(first).hasSize(16).extracting(Event::topic).doesNotHaveDuplicates();
        assertThat(first).allSatisfy(event -> {
            JsonObject stock = read(event);
            assertThat(event.topic().name()).isEqualTo("stocks/" + stock.getString("symbol"));
            assertThat(stock.keySet()).containsExactly("symbol", "name", "price", "change");
            assertThat(stock.getJsonNumber("change").doubleValue()).isZero();
        });
    }

    @Test
    void goesOnWithOneAtATime() {
        feed.next();
        assertThat(feed.next()).hasSize(1);
        assertThat(feed.period().toMillis()).isEqualTo(125);
    }

    @Test
    void neverWalksOutOfItsBounds() {
        feed.next();
        for (int i = 0; i < 2_000; i++) {
            double change = read(feed.next().get(0)).getJsonNumber("change").doubleValue();
            assertThat(change).isBetween(-50.01, 100.01);
        }
    }

    private static JsonObject read(Event event) {
        return Json.createReader(new StringReader(event.payload().text())).readObject();
    }
}
