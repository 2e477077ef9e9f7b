// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

/**
 * A player on the field. Immutable.
 *
 * @param name what others call the player
 * @param at where the player really is
 * @param score coins picked up
 * @param hue the player's colour, in degrees
 * @param seen when the last move came, in nanoseconds of the game's clock
 */
record Player(String name, Point at, int score, int hue, long seen) {
    Player movedTo(Point place, String newName, long now) {
        return new Player(newName, place, score, hue, now);
    }

    Player withCoin() {
        return new Player(name, at, score + 1, hue, seen);
    }
}
