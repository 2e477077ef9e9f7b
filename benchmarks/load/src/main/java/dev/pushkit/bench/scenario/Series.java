// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.StringJoiner;

/** Measures the cases of a scenario in turn, round by round. Used by one thread. */
final class Series {
    private final Bench bench;
    private final PrintStream progress;

    Series(Bench bench, PrintStream progress) {
        this.bench = bench;
        this.progress = progress;
    }

    Outcome run(Scenario scenario) throws InterruptedException {
        Outcome outcome = new Outcome();
        List<Case> cases =
                scenario.cases().stream().filter(bench.options()::takes).toList();
        int runs = scenario.runs(bench.options().runs());
        for (int run = 1; run <= runs; run++) {
            for (Case subject : cases) {
                progress.printf("%s %d/%d %s: ", scenario.name(), run, runs, subject.name());
                progress.println(measure(scenario, subject, run, outcome));
            }
        }
        return outcome;
    }

    private String measure(Scenario scenario, Case subject, int run, Outcome outcome) throws InterruptedException {
        if (!bench.isInstalled(subject.contestant())) {
            outcome.trouble(subject, "not installed");
            return "not installed";
        }
        try {
            Measurement measurement = scenario.measure(subject, bench);
            outcome.add(subject, run, measurement);
            return line(scenario, measurement);
        } catch (IOException e) {
            outcome.trouble(subject, e.getMessage());
            return e.toString();
        }
    }

    private static String line(Scenario scenario, Measurement measurement) {
        StringJoiner line = new StringJoiner(", ");
        for (Metric metric : scenario.metrics()) {
            Double value = measurement.values().get(metric);
            if (value != null) {
                line.add(metric.title() + " " + metric.show(value));
            }
        }
        if (!measurement.faults().isNone()) {
            line.add(measurement.faults().toString());
        }
        measurement.notes().forEach(line::add);
        return line.toString();
    }
}
