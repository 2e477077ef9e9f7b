// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Java code that listens in the same process. */
final class EventHandlerTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void hearsEventsFromWhereItAsked() {
        try (TestHub test = TestHub.with()) {
            test.publishMany("a", 1, 2);
            test.hub.subscribe(Subscription.to("a").since(Cursor.EARLIEST), this::hear);
            test.publishMany("a", 3, 3);
            test.hub.subscribe(Subscription.to("a"), event -> heard.add("late"));

            assertThat(heard).containsExactly("1", "2", "3");
        }
    }

    @Test
    void isCalledOnAWorkerAndNotByWhoSubscribes() {
        try (Hub hub = Hub.create()) {
            hub.publish(Event.text("a", "1"));
            hub.subscribe(
                    Subscription.to("a").since(Cursor.EARLIEST),
                    event -> heard.add(Thread.currentThread().getName()));

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(heard).hasSize(1).allMatch(name -> name.startsWith("push-worker")));
        }
    }

    @Test
    void goesOnAfterItThrew() {
        try (TestHub test = TestHub.with()) {
            test.hub.subscribe(Subscription.to("a"), event -> {
                hear(event);
                if (heard.size() == 1) {
                    throw new IllegalStateException("on purpose");
                }
                if (heard.size() == 2) {
                    throw new AssertionError("on purpose");
                }
            });
            test.publishMany("a", 1, 3);

            assertThat(heard).containsExactly("1", "2", "3");
            assertThat(test.hub.stats().connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void mayBlockLongerThanTheWriteDeadlineAndDelaysNobodyElse() throws InterruptedException {
        HubSettings settings = TestHub.settings("push.write-deadline", "100ms", "push.workers", "1");
        try (Hub hub = Hub.builder().settings(settings).build()) {
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch waited = new CountDownLatch(1);
            hub.subscribe(Subscription.to("a"), event -> {
                waitFor(gate);
                hear(event);
            });
            hub.subscribe(Subscription.to("a"), event -> waited.countDown());
            hub.publish(Event.text("a", "1"));
            assertThat(waited.await(10, TimeUnit.SECONDS)).isTrue();
            // Long past the deadline by now or soon; the heartbeats of a connection show it.
            RecordingOutlet outlet = new RecordingOutlet();
            hub.subscribe(Subscription.to("b").heartbeat(Duration.ZERO), PlainFormat.INSTANCE, outlet)
                    .open();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !outlet.lines("heartbeat").isEmpty());
            assertThat(hub.stats().connectionCount()).isEqualTo(3);
            gate.countDown();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(heard).containsExactly("1"));
        }
    }

    @Test
    void hearsNothingAfterItLeft() {
        try (TestHub test = TestHub.with()) {
            Subscriber subscriber = test.hub.subscribe(Subscription.to("a"), new EventHandler() {
                @Override
                public void onEvent(StoredEvent event) {
                    hear(event);
                }

                @Override
                public void onClose(CloseReason reason) {
                    heard.add(reason.toString());
                }
            });
            test.publish("a", "1");
            subscriber.close(CloseReason.CLIENT);
            test.publish("a", "2");

            assertThat(heard).containsExactly("1", "client");
            assertThat(test.hub.stats().connectionCount()).isZero();
        }
    }

    @Test
    void isCalledByOneThreadAtATimeInOrder() {
        try (Hub hub = Hub.create()) {
            hub.subscribe(Subscription.to("a", "b"), this::hear);
            for (int i = 0; i < 2_000; i++) {
                hub.publish(Event.text(i % 2 == 0 ? "a" : "b", Integer.toString(i)));
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == 2_000);

            for (int i = 0; i < 2_000; i++) {
                assertThat(heard.get(i)).isEqualTo(Integer.toString(i));
            }
        }
    }

    private void hear(StoredEvent event) {
        heard.add(event.event().payload().text());
    }

    private static void waitFor(CountDownLatch gate) {
        try {
            assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
