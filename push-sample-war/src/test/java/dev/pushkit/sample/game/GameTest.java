// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pushkit.DeniedException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GameTest {
    private static final Duration TICK = Duration.ofMillis(50);

    private long now = 1;
    private final Game game = new Game(() -> now, new Random(7));

    @Test
    void letsNobodyMoveFasterThanTheRestDo() {
        Point start = move("cheat", 0.5, 0.5).player().at();
        Point far = start.x() < 0.5 ? new Point(1, 1) : new Point(0, 0);
        Point after = move("cheat", far.x(), far.y()).player().at();
        assertThat(after).as("no time has passed").isEqualTo(start);
        pass(TICK);
        after = move("cheat", far.x(), far.y()).player().at();
        assertThat(start.distance(after)).isCloseTo(Game.SPEED * 0.05, within(1e-9));
    }

    @Test
    void gainsNothingByMovingMoreOften() {
        Point start = move("cheat", 0.5, 0.5).player().at();
        Point far = start.x() < 0.5 ? new Point(1, start.y()) : new Point(0, start.y());
        Point after = start;
        for (int i = 0; i < 50; i++) {
            pass(Duration.ofMillis(1));
            after = move("cheat", far.x(), far.y()).player().at();
        }
        assertThat(start.distance(after)).isCloseTo(Game.SPEED * 0.05, within(1e-9));
    }

    @Test
    void letsNobodySaveTimeUpForAJump() {
        Point start = move("cheat", 0.5, 0.5).player().at();
        pass(Duration.ofSeconds(9));
        Point far = start.x() < 0.5 ? new Point(1, start.y()) : new Point(0, start.y());
        Point after = move("cheat", far.x(), far.y()).player().at();
        assertThat(start.distance(after))
                .isLessThanOrEqualTo(Game.SPEED * Game.LONGEST_STEP.toMillis() / 1_000.0 + 1e-9);
    }

    @Test
    void startsNewcomersWhereTheyDidNotChoose() {
        PlayerState first = move("a", 0.25, 0.25);
        PlayerState second = move("b", 0.25, 0.25);
        assertThat(first.player().at()).isNotEqualTo(second.player().at()).isNotEqualTo(new Point(0.25, 0.25));
    }

    @Test
    void stopsAtTheWish() {
        move("a", 0.5, 0.5);
        PlayerState state = walk("a", new Point(0.5, 0.5));
        assertThat(state.player().at()).isEqualTo(new Point(0.5, 0.5));
    }

    @Test
    void givesTheCoinToWhoeverReachesItAndMovesIt() {
        PlayerState lazy = move("lazy", 0, 0);
        PlayerState eager = move("eager", 0, 0);
        int before = eager.player().score();
        Point coin = eager.coin();
        while (eager.player().score() == before) {
            pass(TICK);
            eager = move("eager", coin.x(), coin.y());
        }
        assertThat(eager.player().score()).isEqualTo(before + 1);
        assertThat(eager.player().at().distance(coin)).isLessThanOrEqualTo(Game.REACH);
        assertThat(eager.coin()).isNotEqualTo(coin);
        PlayerState after = move("lazy", 0, 0);
        assertThat(after.player().score()).isEqualTo(lazy.player().score());
        assertThat(after.coin()).as("all see the same coin").isEqualTo(eager.coin());
    }

    @Test
    void refusesAnybodyNewWhileTheFieldIsFull() {
        for (int i = 0; i < Game.MAX_PLAYERS; i++) {
            move("p" + i, 0, 0);
        }
        assertThatThrownBy(() -> move("one-more", 0, 0))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("field is full")
                .hasMessageContaining("64");
        assertThat(move("p0", 0, 0).id()).as("who plays goes on").isEqualTo("p0");
    }

    @Test
    void forgetsTheSilentAndTheirPoints() {
        PlayerState scored = move("a", 0, 0);
        int before = scored.player().score();
        while (scored.player().score() == before) {
            pass(TICK);
            scored = move("a", scored.coin().x(), scored.coin().y());
        }
        for (int i = 1; i < Game.MAX_PLAYERS; i++) {
            move("p" + i, 0, 0);
        }
        pass(Game.SILENCE);
        assertThatThrownBy(() -> move("one-more", 0, 0)).isInstanceOf(DeniedException.class);
        pass(TICK);
        assertThat(move("one-more", 0, 0).id()).isEqualTo("one-more");
        assertThat(move("a", 0, 0).player().score()).isLessThan(scored.player().score());
    }

    @Test
    void countsItsSteps() {
        assertThat(move("a", 0, 0).step()).isLessThan(move("b", 0, 0).step());
    }

    private PlayerState walk(String player, Point wish) {
        PlayerState state = move(player, wish.x(), wish.y());
        for (int i = 0; i < 100; i++) {
            pass(TICK);
            state = move(player, wish.x(), wish.y());
        }
        return state;
    }

    private PlayerState move(String player, double x, double y) {
        return game.move(new Move(player, player, new Point(x, y)));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
