// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A contestant under a load, in a scenario.
 *
 * @param name as the table has it
 * @param contestant who is measured
 * @param load options of the driver, beside those of the scenario
 * @param rival the name of the case that it is compared with; empty for none
 */
record Case(String name, Contestant contestant, List<String> load, Optional<String> rival) {

    static Case of(Contestant contestant) {
        return new Case(contestant.name(), contestant, List.of(), Optional.empty());
    }

    static Case of(Contestant contestant, Contestant rival) {
        return new Case(contestant.name(), contestant, List.of(), Optional.of(rival.name()));
    }
}
