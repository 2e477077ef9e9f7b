// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Ticker;
import dev.pushkit.stream.Slice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacedBodyTest {
    private final List<Duration> alarms = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final LiveBodies live = new LiveBodies(Runnable::run, new HandTicker(), 10);
    private final Endless endless = new Endless();
    private long now;

    @Test
    void sendsTheBurstAtOnceAndTheRestAtItsRate() throws IOException {
        PacedBody body = new PacedBody(endless, 1000, 5000, live);
        assertThat(drain(body)).isEqualTo(5000);
        int sent = 0;
        for (int i = 0; i < 100; i++) {
            body.await(() -> {});
            pass(alarms.get(alarms.size() - 1));
            sent += drain(body);
        }
        assertThat(alarms)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofMillis(1), Duration.ofMillis(51)));
        long due = Duration.ofNanos(now).toMillis();
        assertThat((long) sent).isBetween(due - 51, due);
    }

    @Test
    void givesNoMoreThanTheBurstAfterARest() throws IOException {
        PacedBody body = new PacedBody(endless, 1000, 5000, live);
        drain(body);
        pass(Duration.ofHours(1));
        assertThat(drain(body)).isEqualTo(5000);
    }

    @Test
    void waitsForTheBodyWhereThePaceAllowsMore() throws IOException {
        endless.left = 10;
        PacedBody body = new PacedBody(endless, 1000, 5000, live);
        assertThat(drain(body)).isEqualTo(10);
        assertThat(body.isOver()).isFalse();
        body.await(() -> {});
        assertThat(endless.awaited).isEqualTo(1);
        assertThat(alarms).isEmpty();
    }

    @Test
    void wakesNobodyOnceItIsReleased() throws IOException {
        PacedBody body = new PacedBody(endless, 1000, 1000, live);
        drain(body);
        body.await(() -> {});
        body.release();
        assertThat(tasks).isEmpty();
        body.await(() -> {});
        assertThat(tasks).isEmpty();
        assertThat(endless.released).isTrue();
    }

    @Test
    void takesTheLowerOfTwoRates() {
        assertThat(new MediaQuery(false, java.util.Optional.of(10)).rate(5)).isEqualTo(5);
        assertThat(new MediaQuery(false, java.util.Optional.of(10)).rate(0)).isEqualTo(10);
        assertThat(new MediaQuery(false, java.util.Optional.empty()).rate(5)).isEqualTo(5);
        assertThat(new MediaQuery(false, java.util.Optional.empty()).rate(0)).isZero();
    }

    private static int drain(Body body) throws IOException {
        int count = 0;
        for (Slice slice = body.next(); slice.length() > 0; slice = body.next()) {
            count += slice.length();
        }
        return count;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** A body that always has more, in pieces of an odd size. */
    private static final class Endless implements Body {
        private long left = Long.MAX_VALUE;
        private int awaited;
        private boolean released;

        @Override
        public Slice next() {
            int count = (int) Math.min(left, 777);
            left -= count;
            return new Slice(new byte[count], 0, count);
        }

        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public void await(Runnable wake) {
            awaited++;
        }

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public void release() {
            released = true;
        }
    }

    private final class HandTicker implements Ticker {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(now);
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            alarms.add(delay);
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        @Override
        public void close() {
            tasks.clear();
        }
    }
}
