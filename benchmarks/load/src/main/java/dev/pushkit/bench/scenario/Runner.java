// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.server.Layout;
import dev.pushkit.bench.server.Pinning;
import dev.pushkit.bench.text.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs scenarios one after the other. Used by one thread. */
public final class Runner {
    private final RunOptions options;
    private final PrintStream out;
    private final PrintStream progress;
    private final Layout layout = Layout.find();

    /**
     * Prepares to run.
     *
     * @param options what, and how
     * @param out where tables go
     * @param progress where a line goes for each measurement
     */
    public Runner(RunOptions options, PrintStream out, PrintStream progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Runs all and prints a table for each, and one of all targets where there is more than one.
     *
     * @return whether the kit delivered everything, once and in order
     * @throws IOException if results cannot be written
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public boolean run() throws IOException, InterruptedException {
        Bench bench = new Bench(options, layout);
        List<Report> reports = new ArrayList<>();
        for (Scenario scenario : Scenarios.named(options)) {
            bench.pin(Pinning.of(options.bothCores() || scenario.sharesCores()));
            Outcome outcome = new Series(bench, progress).run(scenario);
            List<Case> cases = scenario.cases().stream().filter(options::takes).toList();
            Report report = new Report(scenario, cases, outcome);
            reports.add(report);
            out.println(report.table());
            write(report);
        }
        if (reports.size() > 1) {
            out.println(targets(reports));
        }
        return reports.stream().allMatch(Report::isSound);
    }

    private void write(Report report) throws IOException {
        Path folder = Files.createDirectories(layout.results());
        Files.writeString(folder.resolve(report.scenario().name() + ".json"), Json.of(report.fields()) + "\n");
    }

    private static String targets(List<Report> reports) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("scenario", "contestant", "measured", "target", "found", ""));
        for (Report report : reports) {
            for (Verdict verdict : report.verdicts()) {
                Target target = verdict.target();
                rows.add(List.of(
                        report.scenario().name(),
                        target.subject(),
                        target.metric().title(),
                        target.demand(),
                        verdict.found(),
                        verdict.word()));
            }
        }
        return Markdown.table(rows);
    }
}
