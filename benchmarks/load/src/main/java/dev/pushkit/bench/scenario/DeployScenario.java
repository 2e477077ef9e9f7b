// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.load.Faults;
import dev.pushkit.bench.server.Hosts;
import dev.pushkit.bench.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A WAR is deployed to a server that runs, as the first one there.
 *
 * @param cases with the kit's jars, and without
 * @param targets what they have to reach
 */
record DeployScenario(List<Case> cases, List<Target> targets) implements Scenario {
    private static final int FEWEST_RUNS = 5;
    private static final double MOST_MILLIS = 200;

    static Scenario onJetty() {
        Contestant with = new Contestant("A WAR with the kit", Hosts.JETTY, Optional.of(War.KIT), List.of(), List.of());
        Contestant without =
                new Contestant("The same WAR without", Hosts.JETTY, Optional.empty(), List.of(), List.of());
        return new DeployScenario(
                List.of(Case.of(with, without), Case.of(without)),
                List.of(Target.atMostAbove(with.name(), Metric.DEPLOY, MOST_MILLIS, without.name())));
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String title() {
        return "the first deployment in a fresh Jetty";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.DEPLOY);
    }

    @Override
    public int runs(int asked) {
        return Math.max(asked, FEWEST_RUNS);
    }

    @Override
    public Measurement measure(Case subject, Bench bench) throws IOException, InterruptedException {
        Path kit = War.KIT.file(bench.layout());
        Path war = subject.contestant().isOurs()
                ? kit
                : BareWar.of(kit, bench.layout().results());
        try (ServerProcess server = bench.startEmpty(subject.contestant().host())) {
            long start = System.nanoTime();
            server.command("deploy /app=" + war);
            double millis = (System.nanoTime() - start) / 1e6;
            return new Measurement(Map.of(Metric.DEPLOY, millis), Faults.NONE, List.of(), Map.of(), "");
        }
    }
}
