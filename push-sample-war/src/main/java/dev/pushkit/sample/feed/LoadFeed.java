// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import dev.pushkit.Event;
import dev.pushkit.HubStats;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A reading of the running JVM every second: as JSON to {@code system/load}, as HTML to {@code system/load/html}.
 * Thread-safe.
 */
final class LoadFeed implements Feed {
    /** Where the web application's context keeps it. */
    static final String ATTRIBUTE = "dev.pushkit.sample.load";

    static final String TOPIC = "system/load";
    static final String HTML_TOPIC = "system/load/html";

    private final LoadMeter meter = new LoadMeter();
    private final Supplier<HubStats> hub;
    // Written by the feeds' thread, read by requests.
    private volatile LoadReading latest;

    LoadFeed(Supplier<HubStats> hub) {
        this.hub = hub;
        latest = meter.read(hub.get());
    }

    /** The last reading: asking the JVM more often would make its figures coarser for everybody. */
    LoadReading latest() {
        return latest;
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<Event> next() {
        LoadReading reading = meter.read(hub.get());
        latest = reading;
        return List.of(Event.json(TOPIC, reading.toJson()), Event.text(HTML_TOPIC, LoadFragment.of(reading)));
    }
}
