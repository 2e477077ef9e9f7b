// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The game on the page {@code game.html}: players say where they want to be, and the server decides where they are.
 *
 * <p>{@link dev.pushkit.sample.game.GameRules} meets each event that is published to {@code demo/game/moves} and puts
 * the player's real state in its place, so that no client can publish anything else there.
 */
package dev.pushkit.sample.game;
