// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.List;

/** The first scenario, in which everybody takes part: one topic, and many who listen. */
final class S1 {
    private static final String TITLE = "1,000 subscribers, 100 events/s on one topic";
    private static final List<String> LOAD = List.of("--n", "1000", "--rate", "100");

    private S1() {}

    static Scenario onCoresOfTheirOwn() {
        return new LoadScenario(
                "S1",
                TITLE,
                LOAD,
                List.of(Metric.CPU, Metric.P50, Metric.P99, Metric.RATE),
                List.of(
                        Case.of(Contestants.KIT_SSE_JETTY, Contestants.NCHAN_SSE),
                        Case.of(Contestants.NCHAN_SSE),
                        Case.of(Contestants.KIT_WS_JETTY, Contestants.PLAIN_WS_JETTY),
                        Case.of(Contestants.PLAIN_WS_JETTY),
                        Case.of(Contestants.KIT_SSE_TOMCAT, Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.PLAIN_SSE_TOMCAT),
                        Case.of(Contestants.KIT_WS_TOMCAT, Contestants.ASYNC_WS_TOMCAT),
                        Case.of(Contestants.PLAIN_WS_TOMCAT),
                        Case.of(Contestants.ASYNC_WS_TOMCAT),
                        Case.of(Contestants.KIT_STREAM_JETTY, Contestants.NCHAN_SSE),
                        Case.of(Contestants.NCHAN_WS),
                        Case.of(Contestants.PLAIN_SSE_JETTY),
                        Case.of(Contestants.EVENT_SOURCE),
                        Case.of(Contestants.SPRING_SSE)),
                List.of(
                        Target.atMost(Contestants.KIT_SSE_JETTY, Metric.CPU, 1.0, Contestants.NCHAN_SSE),
                        Target.atMost(Contestants.KIT_SSE_JETTY, Metric.P50, 1.3, Contestants.NCHAN_SSE),
                        Target.atMost(Contestants.KIT_WS_JETTY, Metric.CPU, 1.1, Contestants.PLAIN_WS_JETTY),
                        Target.atMost(Contestants.KIT_WS_JETTY, Metric.P50, 1.3, Contestants.NCHAN_WS),
                        Target.atMost(Contestants.KIT_SSE_TOMCAT, Metric.CPU, 1.1, Contestants.PLAIN_SSE_TOMCAT),
                        Target.atMost(Contestants.KIT_WS_TOMCAT, Metric.CPU, 0.7, Contestants.ASYNC_WS_TOMCAT),
                        Target.atMost(Contestants.KIT_WS_TOMCAT, Metric.CPU, 0.7, Contestants.PLAIN_WS_TOMCAT)));
    }

    static Scenario onAllCores() {
        return new LoadScenario(
                        "S1-both-cores",
                        TITLE + "; server and driver share all cores",
                        LOAD,
                        List.of(Metric.P99, Metric.P50, Metric.CPU, Metric.RATE),
                        List.of(
                                Case.of(Contestants.KIT_SSE_JETTY, Contestants.NCHAN_SSE),
                                Case.of(Contestants.NCHAN_SSE),
                                Case.of(Contestants.KIT_WS_JETTY, Contestants.NCHAN_WS),
                                Case.of(Contestants.NCHAN_WS)),
                        List.of(
                                Target.atMost(Contestants.KIT_SSE_JETTY, Metric.P99, 3, Contestants.NCHAN_SSE),
                                Target.atMost(Contestants.KIT_WS_JETTY, Metric.P99, 3, Contestants.NCHAN_WS)))
                .sharing();
    }
}
