// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.TimerWheel.Timeout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerWheelTest {
    private static final Runnable NOTHING = () -> {};

    private final TimerWheel wheel = new TimerWheel(0);

    @Test
    void takesOutWhatIsDueInTheOrderOfItsTicks() {
        Timeout late = add(9);
        Timeout early = add(3);
        Timeout also = add(9);

        assertThat(expire(2)).isEmpty();
        assertThat(expire(9)).containsExactly(early, late, also);
        assertThat(expire(5_000)).isEmpty();
    }

    @Test
    void leavesWhatIsDueInALaterTurn() {
        Timeout far = add(7 + 3 * 512);
        Timeout near = add(7);

        assertThat(expire(7)).containsExactly(near);
        assertThat(expire(7 + 2 * 512)).isEmpty();
        assertThat(expire(7 + 3 * 512)).containsExactly(far);
    }

    @Test
    void forgetsWhatWasCancelled() {
        Timeout gone = add(4);
        Timeout stays = add(4);
        wheel.cancel(gone);
        wheel.cancel(gone);

        assertThat(expire(4)).containsExactly(stays);
        assertThat(gone.isCancelled()).isTrue();
    }

    @Test
    void bringsWhatIsLateWithTheNextTick() {
        expire(100);
        Timeout late = new Timeout(NOTHING, 20);

        assertThat(wheel.add(late)).isEqualTo(101);
        assertThat(expire(101)).containsExactly(late);
    }

    @Test
    void missesNothingWhateverTheSteps() {
        Random random = new Random(11);
        Map<Timeout, Long> waiting = new HashMap<>();
        long now = 0;
        for (int round = 0; round < 5_000; round++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                long tick = now + 1 + random.nextInt(2_000);
                waiting.put(add(tick), tick);
            }
            long next = wheel.next();
            now += random.nextInt(round % 50 == 0 ? 3_000 : 20);
            long reached = now;
            List<Timeout> due = expire(now);
            assertThat(due)
                    .allSatisfy(timeout -> assertThat(waiting.remove(timeout)).isLessThanOrEqualTo(reached));
            assertThat(waiting.values()).allMatch(tick -> tick > reached);
            assertThat(due.isEmpty() || next <= reached)
                    .as("nothing came before the tick to sleep until")
                    .isTrue();
        }
    }

    private Timeout add(long tick) {
        Timeout timeout = new Timeout(NOTHING, tick);
        wheel.add(timeout);
        return timeout;
    }

    private List<Timeout> expire(long now) {
        List<Timeout> due = new ArrayList<>();
        wheel.expire(now, due);
        return due;
    }
}
