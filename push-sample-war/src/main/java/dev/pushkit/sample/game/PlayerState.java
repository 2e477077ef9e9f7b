// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import java.util.Map;

/**
 * What everybody is told after a move. Immutable.
 *
 * @param id the player's own name for itself
 * @param player the player
 * @param coin where the coin lies now
 * @param step rises with every move; two that were made at once may arrive in the other order
 */
record PlayerState(String id, Player player, Point coin, long step) {
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
    private static final double PRECISION = 10_000;

    /** JSON, with places to a ten-thousandth. */
    String toJson() {
        return BUILDERS.createObjectBuilder()
                .add("player", id)
                .add("name", player.name())
                .add("x", rounded(player.at().x()))
                .add("y", rounded(player.at().y()))
                .add("score", player.score())
                .add("hue", player.hue())
                .add(
                        "coin",
                        BUILDERS.createObjectBuilder()
                                .add("x", rounded(coin.x()))
                                .add("y", rounded(coin.y())))
                .add("step", step)
                .build()
                .toString();
    }

    private static double rounded(double value) {
        return Math.round(value * PRECISION) / PRECISION;
    }
}
