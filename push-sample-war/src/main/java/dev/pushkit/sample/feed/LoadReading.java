// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The figures of a JVM at one moment. Immutable.
 *
 * @param time when they were taken
 * @param processCpu share of all processors that this process used, 0 to 1; empty where the JVM does not know
 * @param systemCpu share of all processors that was used at all, 0 to 1; empty where the JVM does not know
 * @param processors number of processors
 * @param heapUsed bytes
 * @param heapMax bytes, -1 where there is no limit
 * @param collections garbage collections since the start
 * @param collectionMillis milliseconds they took
 * @param threads live threads
 * @param connections connections of the hub, by transport
 */
record LoadReading(
        Instant time,
        OptionalDouble processCpu,
        OptionalDouble systemCpu,
        int processors,
        long heapUsed,
        long heapMax,
        long collections,
        long collectionMillis,
        int threads,
        Map<String, Integer> connections) {
    private static final double PRECISION = 1_000;

    /**
     * Writes the figures as a JSON object.
     *
     * @return JSON
     */
    String toJson() {
        JsonObjectBuilder cpu = Json.createObjectBuilder();
        share(cpu, "process", processCpu);
        share(cpu, "system", systemCpu);
        JsonObjectBuilder byTransport = Json.createObjectBuilder();
        new TreeMap<>(connections).forEach(byTransport::add);
        return Json.createObjectBuilder()
                .add("time", time.toString())
                .add("cpu", cpu.add("processors", processors))
                .add("heap", Json.createObjectBuilder().add("used", heapUsed).add("max", heapMax))
                .add("gc", Json.createObjectBuilder().add("count", collections).add("millis", collectionMillis))
                .add("threads", threads)
                .add("connections", byTransport)
                .build()
                .toString();
    }

    private static void share(JsonObjectBuilder cpu, String name, OptionalDouble share) {
        if (share.isPresent()) {
            cpu.add(name, Math.round(share.getAsDouble() * PRECISION) / PRECISION);
        } else {
            cpu.addNull(name);
        }
    }
}
