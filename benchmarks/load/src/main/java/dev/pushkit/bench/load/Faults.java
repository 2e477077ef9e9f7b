// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/**
 * What went wrong with deliveries.
 *
 * @param lost published, and not delivered to somebody who listened
 * @param doubled delivered again
 * @param reordered delivered after a later one of the same publisher
 * @param unknown delivered without having been published
 */
public record Faults(long lost, long doubled, long reordered, long unknown) {
    /** Nothing went wrong. */
    public static final Faults NONE = new Faults(0, 0, 0, 0);

    static Faults of(Deliveries deliveries) {
        return new Faults(deliveries.lost(), deliveries.doubled(), deliveries.reordered(), deliveries.unknown());
    }

    /**
     * The sum of two.
     *
     * @param other the other
     * @return both together
     */
    public Faults plus(Faults other) {
        return new Faults(
                lost + other.lost, doubled + other.doubled, reordered + other.reordered, unknown + other.unknown);
    }

    /**
     * Whether nothing went wrong.
     *
     * @return whether all are zero
     */
    public boolean isNone() {
        return equals(NONE);
    }
}
