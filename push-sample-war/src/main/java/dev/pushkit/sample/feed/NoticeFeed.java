// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import dev.pushkit.Event;
import dev.pushkit.HubStats;
import jakarta.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A fact about the server every ten seconds, as JSON to {@code system/notices}. Only from the feeds' thread. */
final class NoticeFeed implements Feed {
    static final String TOPIC = "system/notices";
    static final String TYPE = "notice";

    private static final long MEBIBYTE = 1_048_576;
    private static final long KIBIBYTE = 1_024;
    private static final int FACTS = 4;

    private final Supplier<HubStats> hub;
    private int turn;

    NoticeFeed(Supplier<HubStats> hub) {
        this.hub = hub;
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(10);
    }

    @Override
    public List<Event> next() {
        HubStats stats = hub.get();
        String json =
                switch (turn++ % FACTS) {
                    case 0 ->
                        notice(
                                "Events so far",
                                stats.published() + " were published since the start, and " + stats.delivered()
                                        + " handed to clients.");
                    case 1 -> notice("Who is connected", connections(stats.connections()));
                    case 2 -> notice("Memory", heap());
                    default ->
                        notice(
                                "Kept for those who come back",
                                stats.retainedEvents() + " events of " + stats.topics() + " topics, "
                                        + stats.retainedBytes() / KIBIBYTE + " KiB.");
                };
        return List.of(Event.json(TOPIC, json).withType(TYPE));
    }

    private static String notice(String title, String text) {
        return Json.createObjectBuilder()
                .add("title", title)
                .add("text", text)
                .build()
                .toString();
    }

    private static String connections(Map<String, Integer> byTransport) {
        String list = new TreeMap<>(byTransport)
                .entrySet().stream()
                        .filter(one -> one.getValue() > 0)
                        .map(one -> one.getValue() + " by " + one.getKey())
                        .collect(Collectors.joining(", "));
        return list.isEmpty() ? "Nobody, just now." : list + ".";
    }

    private static String heap() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        String used = heap.getUsed() / MEBIBYTE + " MiB of the heap are in use";
        return heap.getMax() < 0 ? used + "." : used + ", of at most " + heap.getMax() / MEBIBYTE + " MiB.";
    }
}
