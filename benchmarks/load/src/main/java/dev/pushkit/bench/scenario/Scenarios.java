// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.List;
import java.util.Optional;

/** The scenarios by name. */
final class Scenarios {
    private static final List<Metric> DELIVERY = List.of(Metric.CPU, Metric.P50, Metric.P99, Metric.RATE);

    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(
                S1.onCoresOfTheirOwn(),
                S1.onAllCores(),
                manySubscribers(),
                closedLoop(),
                Idle.scenario(),
                longPoll(),
                manyTopics(),
                growth(),
                Isolation.scenario(),
                DeployScenario.onJetty());
    }

    static List<Scenario> named(RunOptions options) {
        List<Scenario> chosen = all().stream()
                .filter(scenario -> options.asksFor(scenario.name()))
                .toList();
        if (chosen.isEmpty()) {
            List<String> names = all().stream().map(Scenario::name).toList();
            throw new IllegalArgumentException("Name a scenario: all, or some of " + names);
        }
        return chosen;
    }

    private static Scenario manySubscribers() {
        return new LoadScenario(
                "S2",
                "5,000 subscribers, 10 events/s on one topic",
                List.of("--n", "5000", "--rate", "10"),
                DELIVERY,
                List.of(
                        Case.of(Contestants.KIT_SSE_JETTY, Contestants.NCHAN_SSE),
                        Case.of(Contestants.NCHAN_SSE),
                        Case.of(Contestants.KIT_SSE_TOMCAT, Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.PLAIN_SSE_TOMCAT)),
                List.of(Target.atMost(Contestants.KIT_SSE_JETTY, Metric.CPU, 1.2, Contestants.NCHAN_SSE)));
    }

    private static Scenario closedLoop() {
        double slowest = 100;
        return new LoadScenario(
                "S3",
                "closed loop, 100 subscribers, 4 publishers, at most 256 events on their way to each",
                List.of("--n", "100", "--max-rate", "--window", "256", "--pubs", "4"),
                List.of(Metric.RATE, Metric.P50, Metric.P99, Metric.CPU),
                List.of(
                        Case.of(Contestants.KIT_SSE_JETTY, Contestants.NCHAN_SSE),
                        Case.of(Contestants.NCHAN_SSE),
                        Case.of(Contestants.KIT_WS_JETTY, Contestants.NCHAN_WS),
                        Case.of(Contestants.NCHAN_WS),
                        Case.of(Contestants.KIT_SSE_TOMCAT, Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.KIT_WS_TOMCAT, Contestants.PLAIN_WS_TOMCAT),
                        Case.of(Contestants.PLAIN_WS_TOMCAT)),
                List.of(
                        Target.atLeast(Contestants.KIT_SSE_JETTY, Metric.RATE, 4, Contestants.NCHAN_SSE),
                        Target.atMost(Contestants.KIT_SSE_JETTY, Metric.P99, slowest),
                        Target.atLeast(Contestants.KIT_WS_JETTY, Metric.RATE, 4, Contestants.NCHAN_WS),
                        Target.atMost(Contestants.KIT_WS_JETTY, Metric.P99, slowest)));
    }

    private static Scenario longPoll() {
        return new LoadScenario(
                "S5",
                "1,000 long polls, 5 events/s on one topic",
                List.of("--n", "1000", "--rate", "5"),
                DELIVERY,
                List.of(
                        Case.of(Contestants.KIT_POLL_JETTY, Contestants.NCHAN_POLL),
                        Case.of(Contestants.NCHAN_POLL),
                        Case.of(Contestants.KIT_POLL_TOMCAT, Contestants.NCHAN_POLL)),
                List.of(Target.atMost(Contestants.KIT_POLL_JETTY, Metric.CPU, 2.5, Contestants.NCHAN_POLL)));
    }

    private static Scenario manyTopics() {
        return new LoadScenario(
                "S6",
                "1,000 topics with a subscriber each, 2,000 events/s in all, 8 publishers; the CPU is that of publishing too",
                List.of("--n", "1000", "--topics", "1000", "--rate", "2000", "--pubs", "8"),
                DELIVERY,
                List.of(
                        Case.of(Contestants.KIT_SSE_JETTY, Contestants.NCHAN_SSE),
                        Case.of(Contestants.NCHAN_SSE),
                        Case.of(Contestants.KIT_SSE_TOMCAT, Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.SPRING_SSE)),
                List.of(Target.atMost(Contestants.KIT_SSE_JETTY, Metric.CPU, 1.8, Contestants.NCHAN_SSE)));
    }

    private static Scenario growth() {
        Case few = new Case(
                "Push Kit, 100 subscribers",
                Contestants.KIT_SSE_JETTY,
                List.of("--n", "100", "--rate", "200"),
                Optional.empty());
        Case many = new Case(
                "Push Kit, 10,000 subscribers",
                Contestants.KIT_SSE_JETTY,
                List.of("--n", "10000", "--rate", "2"),
                Optional.of(few.name()));
        return new LoadScenario(
                "growth",
                "20,000 deliveries/s by SSE on Jetty, to a hundred times as many subscribers",
                List.of(),
                DELIVERY,
                List.of(few, many),
                List.of(Target.atMost(many.name(), Metric.CPU, 1.4, few.name())));
    }
}
