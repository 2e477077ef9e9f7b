// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.Optional;

/**
 * A target, and what was found.
 *
 * @param target the target
 * @param value what it looks at; empty where it was not measured
 */
record Verdict(Target target, Optional<Spread> value) {

    static Verdict of(Target target, Outcome outcome) {
        return new Verdict(target, outcome.value(target));
    }

    String word() {
        return value.map(found -> target.isMetBy(found.median()) ? "met" : "**not met**")
                .orElse("not measured");
    }

    String found() {
        return value.map(found -> found.isSingle()
                        ? target.show(found.median())
                        : target.show(found.median()) + " (" + target.show(found.min()) + "–" + target.show(found.max())
                                + ")")
                .orElse("–");
    }
}
