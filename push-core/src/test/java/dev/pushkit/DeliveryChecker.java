// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Compares what each client got with what was published: nothing lost without a gap, doubled, foreign or out of order. */
final class DeliveryChecker {
    /** One event as it was published or received. */
    record Line(long offset, String topic, String payload) {}

    /** Offsets whose loss was told. */
    record Hole(long after, long upTo) {
        boolean covers(long offset) {
            return offset > after && offset <= upTo;
        }
    }

    private static final int SHOWN = 10;

    private final Map<Long, Line> published = new ConcurrentSkipListMap<>();

    void published(Cursor place, String topic, String payload) {
        published.put(place.offset(), new Line(place.offset(), topic, payload));
    }

    /** Everything that a client with these patterns has to get, in order. */
    List<Line> expected(List<TopicPattern> patterns) {
        Map<String, Boolean> wanted = new HashMap<>();
        return published.values().stream()
                .filter(line -> wanted.computeIfAbsent(line.topic(), topic -> isWanted(patterns, topic)))
                .toList();
    }

    /** The last offset that such a client has to see. */
    long lastOffset(List<TopicPattern> patterns) {
        return expected(patterns).stream().mapToLong(Line::offset).max().orElse(0);
    }

    private static boolean isWanted(List<TopicPattern> patterns, String topic) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(Topic.of(topic)));
    }

    /** What is wrong with what a client got; empty where all is well. */
    List<String> errors(String client, List<TopicPattern> patterns, List<Line> received, List<Hole> told) {
        List<String> errors = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long last = 0;
        for (Line line : received) {
            if (!seen.add(line.offset())) {
                errors.add(client + " got " + line + " twice");
            } else if (line.offset() < last) {
                errors.add(client + " got " + line + " after offset " + last);
            }
            if (!line.equals(published.get(line.offset()))) {
                errors.add(client + " got " + line + " but published was " + published.get(line.offset()));
            }
            last = Math.max(last, line.offset());
        }
        Set<Long> expected = new HashSet<>();
        for (Line line : expected(patterns)) {
            expected.add(line.offset());
            if (!seen.contains(line.offset()) && told.stream().noneMatch(hole -> hole.covers(line.offset()))) {
                errors.add(client + " lost " + line);
            }
        }
        seen.stream()
                .filter(offset -> !expected.contains(offset))
                .forEach(offset -> errors.add(client + " got the foreign " + published.get(offset)));
        return errors.size() > SHOWN ? errors.subList(0, SHOWN) : errors;
    }
}
