// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import static dev.pushkit.bench.scenario.Contestants.KIT_SSE_JETTY;
import static dev.pushkit.bench.scenario.Contestants.NCHAN_SSE;

import java.util.List;

/** The scenarios by name. */
final class Scenarios {
    private static final List<Metric> DELIVERY = List.of(Metric.CPU, Metric.P50, Metric.P99, Metric.RATE);

    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(oneTopic());
    }

    static List<Scenario> named(RunOptions options) {
        List<Scenario> chosen = all().stream()
                .filter(scenario -> options.scenarios().contains(scenario.name())
                        || options.scenarios().contains("all"))
                .toList();
        if (chosen.isEmpty()) {
            List<String> names = all().stream().map(Scenario::name).toList();
            throw new IllegalArgumentException("Name a scenario: all, or some of " + names);
        }
        return chosen;
    }

    private static Scenario oneTopic() {
        return new LoadScenario(
                "S1",
                "1,000 subscribers, 100 events/s on one topic",
                List.of("--n", "1000", "--rate", "100"),
                DELIVERY,
                List.of(Case.of(KIT_SSE_JETTY, NCHAN_SSE), Case.of(NCHAN_SSE)),
                List.of(
                        Target.atMost(KIT_SSE_JETTY, Metric.CPU, 1.0, NCHAN_SSE),
                        Target.atMost(KIT_SSE_JETTY, Metric.P50, 1.3, NCHAN_SSE)));
    }
}
