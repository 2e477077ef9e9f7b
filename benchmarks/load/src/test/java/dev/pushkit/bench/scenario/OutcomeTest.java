// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.bench.load.Faults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Case OURS = Case.of(Contestants.KIT_SSE_JETTY, Contestants.NCHAN_SSE);
    private static final Case RIVAL = Case.of(Contestants.NCHAN_SSE);

    private final Outcome outcome = new Outcome();

    private void measured(Case subject, int run, double cpu, Faults faults) {
        outcome.add(subject, run, new Measurement(Map.of(Metric.CPU, cpu), faults, List.of(), Map.of(), ""));
    }

    private void measured(Case subject, double... cpus) {
        for (int run = 0; run < cpus.length; run++) {
            measured(subject, run, cpus[run], Faults.NONE);
        }
    }

    private Verdict verdict(Target target) {
        return Verdict.of(target, outcome);
    }

    @Test
    void comparesRunByRun() {
        // The ratio of the medians would be 1.
        measured(OURS, 10, 20, 30);
        measured(RIVAL, 20, 10, 60);
        assertThat(outcome.compare(OURS.name(), RIVAL.name(), Metric.CPU, Target.Comparison.RATIO))
                .contains(new Spread(0.5, 0.5, 2));
        assertThat(outcome.compare(OURS.name(), RIVAL.name(), Metric.CPU, Target.Comparison.DIFFERENCE))
                .contains(new Spread(-10, -30, 10));
    }

    @Test
    void leavesOutRunsThatTheRivalDidNotMake() {
        measured(OURS, 10, 20, 30);
        measured(RIVAL, 10);
        assertThat(outcome.compare(OURS.name(), RIVAL.name(), Metric.CPU, Target.Comparison.RATIO))
                .contains(new Spread(1, 1, 1));
    }

    @Test
    void judgesTheMedianByTheLimit() {
        measured(OURS, 11, 9, 12);
        measured(RIVAL, 10, 10, 10);
        assertThat(verdict(Target.atMost(Contestants.KIT_SSE_JETTY, Metric.CPU, 1.1, Contestants.NCHAN_SSE))
                        .word())
                .isEqualTo("met");
        assertThat(verdict(Target.atMost(Contestants.KIT_SSE_JETTY, Metric.CPU, 1.0, Contestants.NCHAN_SSE))
                        .word())
                .isEqualTo("**not met**");
        assertThat(verdict(Target.atLeast(Contestants.KIT_SSE_JETTY, Metric.CPU, 4, Contestants.NCHAN_SSE))
                        .word())
                .isEqualTo("**not met**");
        assertThat(verdict(Target.atMost(Contestants.KIT_SSE_JETTY, Metric.CPU, 11))
                        .word())
                .isEqualTo("met");
    }

    @Test
    void aTargetWithoutARivalIsNotMeasured() {
        measured(OURS, 10);
        assertThat(verdict(Target.atMost(Contestants.KIT_SSE_JETTY, Metric.CPU, 1, Contestants.NCHAN_SSE))
                        .word())
                .isEqualTo("not measured");
    }

    @Test
    void isUnsoundWhereTheKitLostSomethingOnce() {
        measured(OURS, 10, 10);
        measured(RIVAL, 0, 10, new Faults(5, 0, 0, 0));
        assertThat(report().isSound()).isTrue();
        measured(OURS, 2, 10, new Faults(0, 0, 1, 0));
        assertThat(report().isSound()).isFalse();
    }

    @Test
    void isUnsoundWhereTheKitCouldNotBeMeasured() {
        outcome.trouble(RIVAL, "not installed");
        assertThat(report().isSound()).isTrue();
        outcome.trouble(OURS, "The server did not start");
        assertThat(report().isSound()).isFalse();
    }

    private Report report() {
        LoadScenario scenario =
                new LoadScenario("S", "a title", List.of(), List.of(Metric.CPU), List.of(OURS, RIVAL), List.of());
        return new Report(scenario, scenario.cases(), outcome);
    }

    @Test
    void everyTargetAndRivalIsACaseOfItsScenario() {
        for (Scenario scenario : Scenarios.all()) {
            List<String> names = scenario.cases().stream().map(Case::name).toList();
            assertThat(names).doesNotHaveDuplicates();
            assertThat(names)
                    .containsAll(
                            scenario.targets().stream().map(Target::subject).toList());
            assertThat(names)
                    .containsAll(scenario.targets().stream()
                            .flatMap(target -> target.rival().stream())
                            .toList());
            assertThat(names)
                    .containsAll(scenario.cases().stream()
                            .flatMap(subject -> subject.rival().stream())
                            .toList());
        }
    }

    @Test
    void anUnknownScenarioIsRefused() {
        RunOptions options = RunOptions.read(List.of("S1", "--both-cores"));
        assertThat(Scenarios.named(options)).extracting(Scenario::name).containsExactly("S1-both-cores");
        RunOptions wrong = RunOptions.read(List.of("S9"));
        assertThatThrownBy(() -> Scenarios.named(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
}
