// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

import dev.pushkit.DeniedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The field, the coin and everybody on it. Thread-safe. */
final class Game {
    static final int MAX_PLAYERS = 64;
    /** Heights of the field a second. */
    static final double SPEED = 0.9;
    /** How near, in heights of the field, a player picks the coin up. */
    static final double REACH = 0.05;
    /** The longest time that a move may make up for, so that nobody saves time up and jumps. */
    static final Duration LONGEST_STEP = Duration.ofMillis(200);

    static final Duration SILENCE = Duration.ofSeconds(10);

    // Neighbours on the wheel of colours are far apart in time.
    private static final int NEXT_HUE = 137;
    private static final int HUES = 360;
    private static final double NANOS = 1e9;

    private final LongSupplier clock;
    // All guarded by this.
    private final RandomGenerator random;
    private final Map<String, Player> players = new HashMap<>();
    private Point coin;
    private int hue;
    private long step;

    /**
     * Begins a game.
     *
     * @param clock nanoseconds from anywhere
     * @param random where newcomers and coins appear
     */
    Game(LongSupplier clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        coin = Point.any(random);
    }

    /**
     * Moves a player as far as the rules allow; a newcomer appears somewhere.
     *
     * @param move the wish
     * @return what is so now
     * @throws DeniedException if the field is full
     */
    synchronized PlayerState move(Move move) {
        long now = clock.getAsLong();
        players.values().removeIf(one -> now - one.seen() > SILENCE.toNanos());
        Player before = players.get(move.player());
        Player player = before == null ? newcomer(move, now) : moved(before, move, now);
        if (player.at().distance(coin) <= REACH) {
            player = player.withCoin();
            coin = Point.any(random);
        }
        players.put(move.player(), player);
        return new PlayerState(move.player(), player, coin, ++step);
    }

    private Player newcomer(Move move, long now) {
        if (players.size() >= MAX_PLAYERS) {
            throw new DeniedException(
                    "The field is full: " + MAX_PLAYERS + " players are on it. Try again when one has left.");
        }
        hue = (hue + NEXT_HUE) % HUES;
        return new Player(move.name(), Point.any(random), 0, hue, now);
    }

    private static Player moved(Player before, Move move, long now) {
        long elapsed = Math.min(now - before.seen(), LONGEST_STEP.toNanos());
        Point place = before.at().towards(move.wish(), SPEED * elapsed / NANOS);
        return before.movedTo(place, move.name(), now);
    }
}
