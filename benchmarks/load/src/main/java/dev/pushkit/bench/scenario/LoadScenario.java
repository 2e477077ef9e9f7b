// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.load.Load;
import dev.pushkit.bench.load.LoadResult;
import dev.pushkit.bench.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Events are published and deliveries counted.
 *
 * @param name a short name
 * @param title what happens
 * @param load options of the driver
 * @param metrics what the table shows
 * @param cases who is measured
 * @param targets what they have to reach
 * @param sharesCores whether server and driver have all cores together
 */
record LoadScenario(
        String name,
        String title,
        List<String> load,
        List<Metric> metrics,
        List<Case> cases,
        List<Target> targets,
        boolean sharesCores)
        implements Scenario {

    /** Connections that come and go change what a JVM has compiled: the second time it is steady. */
    private static final int WARM_UPS = 3;

    LoadScenario(
            String name,
            String title,
            List<String> load,
            List<Metric> metrics,
            List<Case> cases,
            List<Target> targets) {
        this(name, title, load, metrics, cases, targets, false);
    }

    LoadScenario sharing() {
        return new LoadScenario(name, title, load, metrics, cases, targets, true);
    }

    @Override
    public Measurement measure(Case subject, Bench bench) throws IOException, InterruptedException {
        RunOptions options = bench.options();
        try (ServerProcess server = bench.start(subject.contestant())) {
            for (int i = 0; i < WARM_UPS && options.warmUp() > 0; i++) {
                Load.run(bench.warmUp(server, subject, load, options.warmUp() / WARM_UPS));
                bench.settle();
            }
            LoadResult result =
                    Load.run(bench.load(server, subject, load, "--secs", Double.toString(options.seconds())));
            return Measurement.of(result, notes(result));
        }
    }

    private static List<String> notes(LoadResult result) {
        List<String> notes = new ArrayList<>();
        if (result.isDriverTheLimit()) {
            notes.add("the driver is the limit");
        }
        if (result.unsent() > 0) {
            notes.add(String.format(Locale.ROOT, "kept up with %.0f events/s", result.taken() / result.seconds()));
        }
        int expected = result.options().readers();
        if (result.established() < expected) {
            notes.add("only " + result.established() + " of " + expected + " subscribers were let in");
        }
        if (result.dead() > 0) {
            notes.add(result.dead() + " subscribers gone, last status " + result.lastRefusal());
        }
        if (result.lastFailure() > 0) {
            notes.add("publishing refused with " + result.lastFailure());
        }
        return notes;
    }
}
