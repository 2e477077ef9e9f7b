// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.ArrayList;
import java.util.List;

/** S4: many connections, on which only signs of life are sent. */
final class Idle {
    private static final int KB = 1_024;
    private static final double OWN_BYTES = KB;
    private static final double CPU_PERCENT = 1.5;

    private Idle() {}

    static Scenario scenario() {
        List<Target> targets = new ArrayList<>();
        targets.add(Target.atMost(Contestants.KIT_SSE_JETTY, Metric.BYTES, 12 * KB));
        targets.add(Target.atMost(Contestants.KIT_WS_JETTY, Metric.BYTES, 19 * KB));
        targets.add(Target.atMost(Contestants.KIT_SSE_TUNED, Metric.BYTES, 85 * KB));
        targets.add(Target.atMost(Contestants.KIT_WS_TUNED, Metric.BYTES, 85 * KB));
        for (Contestant kit : List.of(
                Contestants.KIT_SSE_JETTY,
                Contestants.KIT_WS_JETTY,
                Contestants.KIT_SSE_TUNED,
                Contestants.KIT_WS_TUNED)) {
            targets.add(Target.atMost(kit, Metric.OWN, OWN_BYTES));
            targets.add(Target.atMost(kit, Metric.IDLE_CPU, CPU_PERCENT));
        }
        return new IdleScenario(
                List.of(
                        Case.of(Contestants.KIT_SSE_JETTY, Contestants.NCHAN_SSE),
                        Case.of(Contestants.NCHAN_SSE),
                        Case.of(Contestants.KIT_WS_JETTY, Contestants.NCHAN_WS),
                        Case.of(Contestants.NCHAN_WS),
                        Case.of(Contestants.PLAIN_SSE_JETTY),
                        Case.of(Contestants.KIT_SSE_TUNED, Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.KIT_WS_TUNED, Contestants.PLAIN_WS_TOMCAT),
                        Case.of(Contestants.KIT_SSE_TOMCAT, Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.PLAIN_WS_TOMCAT)),
                targets);
    }
}
