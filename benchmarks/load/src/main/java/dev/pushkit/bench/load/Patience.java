// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.text.Arguments;

/**
 * How long a load waits, in seconds.
 *
 * @param establish for all connections to be there
 * @param settle before it begins
 * @param drain for what was published and has not arrived
 */
public record Patience(double establish, double settle, double drain) {

    static Patience of(Arguments line) {
        return new Patience(line.decimal("est-timeout", 60), line.decimal("settle", 1), line.decimal("drain", 5));
    }
}
