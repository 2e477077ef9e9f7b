// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a sequence of numbers that should rise from 0 by one.
 *
 * @param lost how many are missing
 * @param doubled how many are there again
 * @param disordered how many come after a greater one
 */
record Flaws(long lost, long doubled, long disordered) {
    static final Flaws NONE = new Flaws(0, 0, 0);

    static Flaws of(List<Long> numbers, long expected) {
        Set<Long> seen = new HashSet<>();
        long doubled = 0;
        long disordered = 0;
        long greatest = -1;
        for (long number : numbers) {
            if (!seen.add(number)) {
                doubled++;
            } else if (number < greatest) {
                disordered++;
            }
            greatest = Math.max(greatest, number);
        }
        return new Flaws(expected - seen.size(), doubled, disordered);
    }
}
