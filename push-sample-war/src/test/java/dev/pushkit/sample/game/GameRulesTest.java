// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.Event;
import dev.pushkit.Hub;
import dev.pushkit.Identity;
import dev.pushkit.InvalidInputException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GameRulesTest {
    private final GameRules rules = new GameRules(new Game(() -> 0, new Random(7)));

    @Test
    void publishesWhatIsSoInsteadOfWhatWasSaid() {
        Event said = Event.json(
                GameRules.TOPIC, "{\"player\":\"p\",\"name\":\"Ann\",\"x\":0.5,\"y\":0.5,\"score\":99,\"evil\":1}");
        Event event = rules.intercept(said, Identity.ANONYMOUS).orElseThrow();
        JsonObject state =
                Json.createReader(new StringReader(event.payload().text())).readObject();
        assertThat(event.topic()).isEqualTo(said.topic());
        assertThat(state.keySet())
                .containsExactlyInAnyOrder("player", "name", "x", "y", "score", "hue", "coin", "step");
        assertThat(state.getInt("score")).isZero();
        assertThat(state.getJsonNumber("x").doubleValue()).isBetween(0.0, 1.0).isNotEqualTo(0.5);
        assertThat(state.getJsonObject("coin").keySet()).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void leavesOtherTopicsAlone() {
        Event chat = Event.json("demo/chat", "{\"name\":\"Ann\",\"text\":\"hello\"}");
        assertThat(rules.intercept(chat, Identity.ANONYMOUS)).contains(chat);
    }

    @Test
    void refusesOnTheHubWhatIsNoMove() {
        try (Hub hub = Hub.builder().interceptPublish(rules).build()) {
            assertThatThrownBy(() -> hub.publish(Event.json(GameRules.TOPIC, "{\"x\":1}")))
                    .isInstanceOf(InvalidInputException.class);
            assertThat(hub.stats().published()).isZero();
        }
    }
}
