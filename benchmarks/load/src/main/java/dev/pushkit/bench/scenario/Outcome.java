// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.load.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All measurements of a scenario, by case and run. Not thread-safe. */
final class Outcome {
    private final Map<String, Map<Integer, Measurement>> measured = new LinkedHashMap<>();
    private final Map<String, List<String>> troubles = new LinkedHashMap<>();

    void add(Case subject, int run, Measurement measurement) {
        measured.computeIfAbsent(subject.name(), name -> new TreeMap<>()).put(run, measurement);
    }

    /** A case that could not be measured. */
    void trouble(Case subject, String why) {
        List<String> known = troubles.computeIfAbsent(subject.name(), name -> new ArrayList<>());
        if (!known.contains(why)) {
            known.add(why);
        }
    }

    List<Measurement> of(Case subject) {
        return List.copyOf(runs(subject.name()).values());
    }

    private Map<Integer, Measurement> runs(String name) {
        return measured.getOrDefault(name, Map.of());
    }

    List<String> troubles(Case subject) {
        return troubles.getOrDefault(subject.name(), List.of());
    }

    Faults faults(Case subject) {
        return of(subject).stream().map(Measurement::faults).reduce(Faults.NONE, Faults::plus);
    }

    Optional<Spread> spread(String name, Metric metric) {
        List<Double> values = new ArrayList<>();
        for (Measurement measurement : runs(name).values()) {
            Double value = measurement.values().get(metric);
            if (value != null) {
                values.add(value);
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** How a case compares with its rival, run by run: what disturbs the machine disturbs both. */
    Optional<Spread> compare(String name, String rival, Metric metric, Target.Comparison comparison) {
        List<Double> values = new ArrayList<>();
        runs(name).forEach((run, mine) -> {
            Measurement other = runs(rival).get(run);
            Double left = mine.values().get(metric);
            Double right = other == null ? null : other.values().get(metric);
            if (left != null && right != null) {
                values.add(comparison == Target.Comparison.RATIO ? left / right : left - right);
            }
        });
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** What a target looks at; empty where it was not measured. */
    Optional<Spread> value(Target target) {
        return target.rival()
                .map(rival -> compare(target.subject(), rival, target.metric(), target.comparison()))
                .orElseGet(() -> spread(target.subject(), target.metric()));
    }
}
