// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.Locale;

/** What is measured. */
public enum Metric {
    /** The server's CPU for a delivery. */
    CPU("CPU µs a delivery", "%.2f"),
    /** The latency that half of the deliveries keep. */
    P50("p50 ms", "%.2f"),
    /** The latency that 99 of 100 keep. */
    P99("p99 ms", "%.1f"),
    /** Deliveries a second. */
    RATE("deliveries/s", "%,.0f"),
    /** Memory for each idle connection. */
    BYTES("bytes a connection", "%,.0f"),
    /** The part of it that is live objects. */
    HEAP("of it heap", "%,.0f"),
    /** The part of it that is objects of the kit's classes. */
    OWN("of it the kit's", "%,.0f"),
    /** The server's CPU while nothing is published. */
    IDLE_CPU("CPU % of a core", "%.2f"),
    /** How long a deployment takes. */
    DEPLOY("deployment ms", "%.0f");

    private final String title;
    private final String format;

    Metric(String title, String format) {
        this.title = title;
        this.format = format;
    }

    String title() {
        return title;
    }

    String show(double value) {
        return String.format(Locale.ROOT, format, value);
    }

    String show(Spread spread) {
        return spread.isSingle()
                ? show(spread.median())
                : show(spread.median()) + " (" + show(spread.min()) + "–" + show(spread.max()) + ")";
    }
}
