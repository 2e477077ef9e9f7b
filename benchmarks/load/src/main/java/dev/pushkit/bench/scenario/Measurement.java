// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.load.Faults;
import dev.pushkit.bench.load.LoadResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of one case found.
 *
 * @param values by metric
 * @param faults what went wrong with deliveries
 * @param notes what a reader has to know, such as that the driver was the limit
 * @param details more, for the file
 * @param breakdown what a figure consists of; empty where nobody asks
 */
record Measurement(
        Map<Metric, Double> values, Faults faults, List<String> notes, Map<String, Object> details, String breakdown) {

    static Measurement of(LoadResult result, List<String> notes) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.CPU, result.microsPerDelivery());
        values.put(Metric.P50, result.latencies().p50());
        values.put(Metric.P99, result.latencies().p99());
        values.put(Metric.RATE, result.perSecond());
        return new Measurement(values, result.faults(), notes, result.fields(), "");
    }
}
