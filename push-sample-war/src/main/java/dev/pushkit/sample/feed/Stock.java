// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import jakarta.json.Json;

/**
 * A share of an invented company. Immutable.
 *
 * @param symbol its short name, the last segment of its topic
 * @param name the company
 * @param opening the price it began with
 * @param price the price now
 */
record Stock(String symbol, String name, double opening, double price) {
    private static final double CENTS = 100;

    static Stock opening(String symbol, String name, double price) {
        return new Stock(symbol, name, price, price);
    }

    /** A step of the walk, which stays between half and twice the opening price. */
    Stock moved(double factor) {
        double next = Math.min(opening * 2, Math.max(opening / 2, price * factor));
        return new Stock(symbol, name, opening, next);
    }

    /** JSON, with the change in per cent since the opening. */
    String toJson() {
        return Json.createObjectBuilder()
                .add("symbol", symbol)
                .add("name", name)
                .add("price", rounded(price))
                .add("change", rounded((price / opening - 1) * 100))
                .build()
                .toString();
    }

    private static double rounded(double value) {
        return Math.round(value * CENTS) / CENTS;
    }
}
