// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a reading as a piece of HTML, one definition list. */
final class LoadFragment {
    private static final double MEBIBYTE = 1_048_576;

    private LoadFragment() {}

    static String of(LoadReading reading) {
        return "<dl class=\"load\">"
                + row("Time", reading.time().truncatedTo(ChronoUnit.SECONDS).toString())
                + row("CPU, this server", share(reading.processCpu()))
                + row("Heap", String.format(Locale.ROOT, "%.1f MiB", reading.heapUsed() / MEBIBYTE))
                + row("Threads", Integer.toString(reading.threads()))
                + row("Connections", connections(reading.connections()))
                + "</dl>";
    }

    private static String row(String name, String value) {
        return "<div><dt>" + HtmlText.escape(name) + "</dt><dd>" + HtmlText.escape(value) + "</dd></div>";
    }

    private static String share(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f %%", share.getAsDouble() * 100) : "unknown";
    }

    private static String connections(Map<String, Integer> byTransport) {
        String list = new TreeMap<>(byTransport)
                .entrySet().stream()
                        .filter(one -> one.getValue() > 0)
                        .map(one -> one.getValue() + " " + one.getKey())
                        .collect(Collectors.joining(", "));
        return list.isEmpty() ? "none" : list;
    }
}
