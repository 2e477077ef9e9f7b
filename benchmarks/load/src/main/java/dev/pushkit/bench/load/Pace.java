// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.text.Arguments;

/**
 * How fast events are published, and for how long.
 *
 * @param rate events a second, unless the loop is closed
 * @param seconds for how long
 * @param closedLoop whether each publisher sends the next as soon as the last was answered
 * @param window a closed loop waits while so many events a subscriber are on their way; 0 for no bound
 * @param publishers connections that publish
 */
public record Pace(double rate, double seconds, boolean closedLoop, int window, int publishers) {

    static Pace of(Arguments line) {
        return new Pace(
                line.decimal("rate", 100),
                line.decimal("secs", 10),
                line.has("max-rate"),
                line.number("window", 0),
                line.number("pubs", 1));
    }
}
