// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

import java.util.random.RandomGenerator;

/**
 * A place on the field. Immutable.
 *
 * @param x from the left edge, 0, to the right one, 1
 * @param y from the upper edge, 0, to the lower one, 1
 */
record Point(double x, double y) {
    /** The field's width in heights, so that distances are the same in all directions. */
    static final double ASPECT = 1.6;

    private static final double MARGIN = 0.06;

    /** A place by chance, not quite at the edge. */
    static Point any(RandomGenerator random) {
        return new Point(inside(random.nextDouble()), inside(random.nextDouble()));
    }

    private static double inside(double share) {
        return MARGIN + share * (1 - 2 * MARGIN);
    }

    /** The nearest place on the field. */
    Point clamped() {
        return new Point(Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y)));
    }

    /** The distance in heights of the field. */
    double distance(Point other) {
        return Math.hypot((x - other.x) * ASPECT, y - other.y);
    }

    /** The place on the way to another, at most so far from here. */
    Point towards(Point other, double most) {
        double distance = distance(other);
        if (distance <= most) {
            return other;
        }
        double share = most / distance;
        return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
    }
}
