// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.load.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The outcome of a scenario, as a table and for a file.
 *
 * @param scenario what was measured
 * @param cases the cases that were asked for
 * @param outcome what was found
 */
record Report(Scenario scenario, List<Case> cases, Outcome outcome) {

    String table() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("contestant"));
        scenario.metrics().forEach(metric -> head.add(metric.title()));
        head.addAll(List.of("lost / doubled / reordered", "× rival", "target", "notes"));
        rows.add(head);
        cases.forEach(subject -> rows.add(row(subject)));
        return "**" + scenario.name() + "**: " + scenario.title() + "\n\n" + Markdown.table(rows) + breakdowns();
    }

    private String breakdowns() {
        StringBuilder text = new StringBuilder();
        for (Case subject : cases) {
            List<Measurement> runs = outcome.of(subject);
            String last = runs.isEmpty() ? "" : runs.get(runs.size() - 1).breakdown();
            if (!last.isEmpty()) {
                text.append("\n* ")
                        .append(subject.name())
                        .append(", by class: ")
                        .append(last);
            }
        }
        return text.isEmpty() ? "" : text.append('\n').toString();
    }

    private List<String> row(Case subject) {
        List<String> row = new ArrayList<>(List.of(subject.name()));
        for (Metric metric : scenario.metrics()) {
            row.add(outcome.spread(subject.name(), metric).map(metric::show).orElse("–"));
        }
        Faults faults = outcome.faults(subject);
        row.add(faults.lost() + " / " + faults.doubled() + " / " + (faults.reordered() + faults.unknown()));
        row.add(ratio(subject));
        row.add(verdicts().stream()
                .filter(verdict -> verdict.target().subject().equals(subject.name()))
                .map(verdict -> verdict.target().metric().title() + " " + verdict.found() + " "
                        + verdict.target().demand() + ": " + verdict.word())
                .collect(Collectors.joining("; ")));
        row.add(String.join("; ", notes(subject)));
        return row;
    }

    private String ratio(Case subject) {
        Metric metric = scenario.metrics().get(0);
        return subject.rival()
                .flatMap(rival -> outcome.compare(subject.name(), rival, metric, Target.Comparison.RATIO))
                .map(Metric.CPU::show)
                .map(text -> text + " × " + subject.rival().orElseThrow())
                .orElse("");
    }

    private Set<String> notes(Case subject) {
        Set<String> notes = new LinkedHashSet<>(outcome.troubles(subject));
        outcome.of(subject).forEach(measurement -> notes.addAll(measurement.notes()));
        return notes;
    }

    List<Verdict> verdicts() {
        return scenario.targets().stream()
                .filter(target ->
                        cases.stream().anyMatch(subject -> subject.name().equals(target.subject())))
                .map(target -> Verdict.of(target, outcome))
                .toList();
    }

    /** Whether the kit delivered everything, once and in order, and could be measured. */
    boolean isSound() {
        return cases.stream()
                .filter(subject -> subject.contestant().isOurs())
                .allMatch(subject -> outcome.faults(subject).isNone()
                        && outcome.troubles(subject).isEmpty());
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scenario", scenario.name());
        fields.put("title", scenario.title());
        Map<String, Object> measured = new LinkedHashMap<>();
        for (Case subject : cases) {
            measured.put(
                    subject.name(),
                    outcome.of(subject).stream().map(Report::fields).toList());
        }
        fields.put("cases", measured);
        fields.put("targets", verdicts().stream().map(Report::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Measurement measurement) {
        Map<String, Object> fields = new LinkedHashMap<>();
        measurement.values().forEach((metric, value) -> fields.put(metric.name(), value));
        fields.put("notes", measurement.notes());
        fields.put("breakdown", measurement.breakdown());
        fields.put("details", measurement.details());
        return fields;
    }

    private static Map<String, Object> fields(Verdict verdict) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case", verdict.target().subject());
        fields.put("metric", verdict.target().metric().title());
        fields.put("demand", verdict.target().demand());
        verdict.value().ifPresent(value -> {
            fields.put("median", value.median());
            fields.put("min", value.min());
            fields.put("max", value.max());
        });
        fields.put("verdict", verdict.word().replace("*", ""));
        return fields;
    }
}
