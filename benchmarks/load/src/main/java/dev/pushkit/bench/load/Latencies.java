// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How late deliveries came, in milliseconds after their publishing was due.
 *
 * @param p50 half of them came earlier
 * @param p90 nine of ten did
 * @param p99 99 of 100 did
 * @param p999 999 of 1,000 did
 * @param max the latest
 * @param mean the mean
 */
public record Latencies(double p50, double p90, double p99, double p999, double max, double mean) {

    static Latencies of(Histogram nanos) {
        return new Latencies(
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(90) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getValueAtPercentile(99.9) / 1e6,
                nanos.getMaxValue() / 1e6,
                nanos.getTotalCount() == 0 ? 0 : nanos.getMean() / 1e6);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("p50", p50);
        fields.put("p90", p90);
        fields.put("p99", p99);
        fields.put("p999", p999);
        fields.put("max", max);
        fields.put("mean", mean);
        return fields;
    }
}
