// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import dev.pushkit.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Prices of invented companies, a topic each: all of them at first, then one after the other by chance, eight a second.
 * Only from the feeds' thread.
 */
final class StockFeed implements Feed {
    static final String PREFIX = "stocks/";
    static final String TYPE = "price";

    private static final double STEP = 0.004;

    private final RandomGenerator random;
    private final List<Stock> stocks = new ArrayList<>(List.of(
            Stock.opening("ALDA", "Alda Lighthouses", 84.2),
            Stock.opening("BRIM", "Brim Hat Works", 31.75),
            Stock.opening("CORV", "Corvid Post", 142.1),
            Stock.opening("DUNE", "Dune Glass", 57.4),
            Stock.opening("ELMS", "Elms and Daughters", 212.6),
            Stock.opening("FJRD", "Fjord Ferries", 96.35),
            Stock.opening("GUST", "Gust Windmills", 45.9),
            Stock.opening("HIVE", "Hive Honey", 18.6),
            Stock.opening("INKY", "Inkwell Press", 73.05),
            Stock.opening("JUNI", "Juniper Tea", 27.8),
            Stock.opening("KELP", "Kelp Kitchens", 12.45),
            Stock.opening("LYNX", "Lynx Optics", 318.9),
            Stock.opening("MOSS", "Moss Gardens", 64.7),
            Stock.opening("NOVA", "Nova Lamps", 151.25),
            Stock.opening("OTTR", "Otter Canals", 39.3),
            Stock.opening("PLUM", "Plum Bicycles", 108.0)));
    private boolean opened;

    StockFeed(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Duration period() {
        return Duration.ofMillis(125);
    }

    @Override
    public List<Event> next() {
        if (!opened) {
            opened = true;
            return stocks.stream().map(StockFeed::event).toList();
        }
        int index = random.nextInt(stocks.size());
        Stock moved = stocks.get(index).moved(1 + STEP * random.nextGaussian());
        stocks.set(index, moved);
        return List.of(event(moved));
    }

    private static Event event(Stock stock) {
        return Event.json(PREFIX + stock.symbol(), stock.toJson()).withType(TYPE);
    }
}
