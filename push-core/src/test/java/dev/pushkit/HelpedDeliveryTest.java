// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that publishes, and may deliver by itself. */
final class HelpedDeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final HubContext context = new HubContext(HubSettings.defaults());

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void deliversToAFewByItself() {
        List<Line> few = connect(4, false);

        publish("1");

        assertThat(few).allMatch(line -> line.writers.equals(List.of(Thread.currentThread())));
    }

    @Test
    void leavesManyToTheWorkers() {
        List<Line> many = connect(5, false);

        publish("1");

        await().atMost(SOON).untilAsserted(() -> assertThat(many).allMatch(line -> line.writers.size() == 1));
        assertThat(many).noneMatch(line -> line.writers.contains(Thread.currentThread()));
    }

    @Test
    void leavesToTheWorkersWhatMayBlock() {
        List<Line> few = connect(1, true);

        publish("1");

        await().atMost(SOON).untilAsserted(() -> assertThat(few.get(0).writers).hasSize(1));
        assertThat(few.get(0).writers).doesNotContain(Thread.currentThread());
    }

    @Test
    void leavesCodeOfTheApplicationToTheWorkers() {
        List<Thread> callers = new CopyOnWriteArrayList<>();
        context.hub().subscribe(Subscription.to("a"), event -> callers.add(Thread.currentThread()));

        publish("1");

        await().atMost(SOON).untilAsserted(() -> assertThat(callers).hasSize(1));
        assertThat(callers).doesNotContain(Thread.currentThread());
    }

    @Test
    void leavesToTheWorkersForWhomAnAuthorizerMayBeAsked() {
        List<Line> few = connect("**", 1, false);

        publish("1");

        await().atMost(SOON).untilAsserted(() -> assertThat(few.get(0).writers).hasSize(1));
        assertThat(few.get(0).writers).doesNotContain(Thread.currentThread());
    }

    @Test
    void leavesHeldPollsToTheWorkers() {
        List<Thread> callers = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> answered =
                context.hub().poll(Subscription.to("a"), SOON).thenAccept(batch -> callers.add(Thread.currentThread()));

        publish("1");

        await().atMost(SOON).until(answered::isDone);
        assertThat(callers).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void deliversNothingByItselfWhileOthersMayWaitForItsKey() {
        List<Line> few = connect(1, false);

        context.publish(new Publication(List.of(Event.text("a", "1")), Identity.APPLICATION, Optional.of("a key")));

        await().atMost(SOON).untilAsserted(() -> assertThat(few.get(0).writers).hasSize(1));
        assertThat(few.get(0).writers).doesNotContain(Thread.currentThread());
    }

    @Test
    void publishingByJavaDeliversNothingByItself() {
        List<Line> few = connect(1, false);

        context.hub().publish(Event.text("a", "1"));

        await().atMost(SOON).untilAsserted(() -> assertThat(few.get(0).writers).hasSize(1));
        assertThat(few.get(0).writers).doesNotContain(Thread.currentThread());
    }

    @Test
    void aHelperThatIsHeldUpHoldsUpNobodyElse() throws InterruptedException {
        Line blocked = connect(1, false).get(0);
        CountDownLatch gate = blocked.block();
        Thread publisher = new Thread(() -> publish("1"));
        publisher.start();
        assertThat(blocked.entered.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        List<Line> others = connect(2, false);

        Thread second = new Thread(() -> publish("2"));
        second.start();

        await().atMost(SOON).untilAsserted(() -> assertThat(others).allMatch(line -> line.writers.size() == 1));
        gate.countDown();
        await().atMost(SOON).untilAsserted(() -> assertThat(blocked.writers).hasSize(2));
        publisher.join(SOON.toMillis());
        second.join(SOON.toMillis());
    }

    private void publish(String text) {
        List<Event> events = List.of(Event.text("a", text));
        context.publish(new Publication(events, Identity.APPLICATION, Optional.empty()));
    }

    private List<Line> connect(int count, boolean mayBlock) {
        return connect("a", count, mayBlock);
    }

    private List<Line> connect(String pattern, int count, boolean mayBlock) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Line line = new Line(mayBlock);
            context.hub()
                    .subscribe(Subscription.to(pattern), new EventsAlone(), line)
                    .open();
            lines.add(line);
        }
        // A worker that is still awake from this may be the first at what is published next.
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        context.hub().stats().workers() - context.hub().stats().stuckWorkers())
                .isNotPositive());
        return lines;
    }

    /** Shows events, and no signals. */
    private static final class EventsAlone implements WireFormat {
        @Override
        public Frame event(StoredEvent event) {
            return Frame.of(event.event().payload().text());
        }

        @Override
        public Frame control(Control control) {
            return Frame.EMPTY;
        }
    }

    /** Keeps which thread wrote each event. */
    private static final class Line implements Outlet {
        private final List<Thread> writers = new CopyOnWriteArrayList<>();
        private final CountDownLatch entered = new CountDownLatch(1);
        private final boolean mayBlock;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        Line(boolean mayBlock) {
            this.mayBlock = mayBlock;
        }

        CountDownLatch block() {
            gate = new CountDownLatch(1);
            return gate;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean mayBlock() {
            return mayBlock;
        }

        @Override
        public void write(Frame frame) {
            entered.countDown();
            try {
                assertThat(gate.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            writers.add(Thread.currentThread());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public boolean close(CloseReason reason) {
            return true;
        }
    }
}
