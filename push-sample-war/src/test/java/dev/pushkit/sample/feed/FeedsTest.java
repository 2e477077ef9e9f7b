// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Event;
import dev.pushkit.Hub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedsTest {
    private final Hub hub = Hub.create();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void goOnAfterAFailure() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(3);
        try (Feeds feeds = Feeds.start(hub, List.of(feed(() -> {
            enough.countDown();
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("expected by this test");
            }
        })))) {
            assertThat(feeds).isNotNull();
            assertThat(enough.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(hub.stats().published()).isPositive();
    }

    @Test
    void leaveNoThreadBehind() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        try (Feeds feeds = Feeds.start(hub, List.of(feed(() -> {
            thread[0] = Thread.currentThread();
            called.countDown();
        })))) {
            assertThat(feeds).isNotNull();
            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(thread[0].isAlive()).isFalse();
    }

    private static Feed feed(Runnable before) {
        return new Feed() {
            @Override
            public Duration period() {
                return Duration.ofMillis(1);
            }

            @Override
            public List<Event> next() {
                before.run();
                return List.of(Event.text("a", "b"));
            }
        };
    }
}
