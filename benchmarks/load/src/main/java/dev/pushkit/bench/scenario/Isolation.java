// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether those that read suffer from those that do not. */
final class Isolation {
    private static final double TIMES_LATER = 1.5;

    private Isolation() {}

    static Scenario scenario() {
        List<Case> cases = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (Contestant contestant : List.of(
                Contestants.KIT_SSE_JETTY,
                Contestants.KIT_WS_JETTY,
                Contestants.KIT_SSE_TOMCAT,
                Contestants.KIT_WS_TOMCAT)) {
            Case alone =
                    new Case(contestant.name() + ", all read", contestant, List.of("--n", "900"), Optional.empty());
            Case beside = new Case(
                    contestant.name() + ", one in ten reads nothing",
                    contestant,
                    stalled(contestant),
                    Optional.of(alone.name()));
            cases.add(alone);
            cases.add(beside);
            targets.add(Target.atMost(beside.name(), Metric.P99, TIMES_LATER, alone.name()));
        }
        return new LoadScenario(
                "isolation",
                "900 subscribers that read, 50 events/s on one topic",
                List.of("--rate", "50"),
                List.of(Metric.P99, Metric.P50, Metric.CPU, Metric.RATE),
                cases,
                targets);
    }

    private static List<String> stalled(Contestant contestant) {
        List<String> load = contestant.load();
        String path = load.get(load.indexOf("--path") + 1);
        return List.of(
                "--n",
                "1000",
                "--stalled",
                "100",
                "--stall-path",
                path + "&topic=fill/{run}",
                "--fill-path",
                "/push/publish?topic=fill/{run}");
    }
}
