// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Hub;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LoadReadingTest {
    @Test
    void writesAllFiguresAsJson() {
        LoadReading reading = new LoadReading(
                Instant.parse("2026-01-02T03:04:05Z"),
                OptionalDouble.of(0.12345),
                OptionalDouble.empty(),
                2,
                1_048_576,
                -1,
                3,
                40,
                17,
                Map.of("websocket", 2, "sse", 1));
        assertThat(reading.toJson())
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05Z\","
                        + "\"cpu\":{\"process\":0.123,\"system\":null,\"processors\":2},"
                        + "\"heap\":{\"used\":1048576,\"max\":-1},\"gc\":{\"count\":3,\"millis\":40},"
                        + "\"threads\":17,\"connections\":{\"sse\":1,\"websocket\":2}}");
    }

    @Test
    void readsTheRunningJvm() {
        try (Hub hub = Hub.create()) {
            LoadReading reading = new LoadMeter().read(hub.stats());
            assertThat(reading.processors()).isPositive();
            assertThat(reading.heapUsed()).isPositive();
            assertThat(reading.threads()).isPositive();
            assertThat(reading.connections()).isEmpty();
        }
    }

    @Test
    void knowsTheLoadOfTheCpu() {
        try (Hub hub = Hub.create()) {
            LoadMeter meter = new LoadMeter();
            Awaitility.await("the JVM's first figures").untilAsserted(() -> {
                assertThat(meter.read(hub.stats()).processCpu()).isPresent();
                assertThat(meter.read(hub.stats()).systemCpu()).isPresent();
            });
        }
    }
}
