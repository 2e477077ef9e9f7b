// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.Locale;
import java.util.Optional;

/**
 * What a case has to reach.
 *
 * @param subject the name of the case
 * @param metric what is looked at
 * @param comparison with what
 * @param rival the case it is compared with; empty where it is the limit alone
 * @param limit the most it may be, or the least
 * @param atLeast whether the limit is the least
 */
record Target(
        String subject, Metric metric, Comparison comparison, Optional<String> rival, double limit, boolean atLeast) {
    /** How a value and a rival's become one number. */
    enum Comparison {
        VALUE,
        RATIO,
        DIFFERENCE
    }

    static Target atMost(Contestant subject, Metric metric, double limit) {
        return new Target(subject.name(), metric, Comparison.VALUE, Optional.empty(), limit, false);
    }

    static Target atMost(Contestant subject, Metric metric, double times, Contestant rival) {
        return atMost(subject.name(), metric, times, rival.name());
    }

    static Target atMost(String subject, Metric metric, double times, String rival) {
        return new Target(subject, metric, Comparison.RATIO, Optional.of(rival), times, false);
    }

    static Target atLeast(Contestant subject, Metric metric, double times, Contestant rival) {
        return new Target(subject.name(), metric, Comparison.RATIO, Optional.of(rival.name()), times, true);
    }

    static Target atMostAbove(String subject, Metric metric, double limit, String rival) {
        return new Target(subject, metric, Comparison.DIFFERENCE, Optional.of(rival), limit, false);
    }

    boolean isMetBy(double value) {
        return atLeast ? value >= limit : value <= limit;
    }

    /** The value that counts, shown as the target's own. */
    String show(double value) {
        return comparison == Comparison.RATIO ? String.format(Locale.ROOT, "%.2f", value) : metric.show(value);
    }

    String demand() {
        String sign = atLeast ? "≥ " : "≤ ";
        return switch (comparison) {
            case VALUE -> sign + metric.show(limit);
            case RATIO -> sign + String.format(Locale.ROOT, "%.1f", limit) + " × " + rival.orElseThrow();
            case DIFFERENCE -> sign + metric.show(limit) + " more than " + rival.orElseThrow();
        };
    }
}
