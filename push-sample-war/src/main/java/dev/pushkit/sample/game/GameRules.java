// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

import dev.pushkit.Event;
import dev.pushkit.Identity;
import dev.pushkit.Payload;
import dev.pushkit.PublishInterceptor;
import java.util.Optional;
import java.util.Random;

/**
 * Turns what players wish for into what is so, before anybody hears of it. Thread-safe.
 *
 * <p>The sample has no login, so a player is who a move says; a game with one would take {@code identity.name()}.
 */
public final class GameRules implements PublishInterceptor {
    static final String TOPIC = "demo/game/moves";

    private final Game game;

    GameRules(Game game) {
        this.game = game;
    }

    /**
     * Makes the rules of a game that begins now.
     *
     * @return the rules
     */
    public static GameRules create() {
        return new GameRules(new Game(System::nanoTime, new Random()));
    }

    @Override
    public Optional<Event> intercept(Event event, Identity identity) {
        if (!event.topic().name().equals(TOPIC)) {
            return Optional.of(event);
        }
        PlayerState state = game.move(Move.of(event.payload()));
        return Optional.of(new Event(event.topic(), event.type(), Payload.json(state.toJson())));
    }
}
