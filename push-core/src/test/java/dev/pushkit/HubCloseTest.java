// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class HubCloseTest {
    @Test
    void everyConnectionGetsItsLastWord() {
        List<RecordingOutlet> outlets = new ArrayList<>();
        long begin;
        try (Hub hub = Hub.create()) {
            for (int i = 0; i < 1_000; i++) {
                outlets.add(connect(hub));
            }
            hub.publish(Event.text("a", "1"));
            begin = System.nanoTime();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(took).isLessThan(Duration.ofSeconds(3));
        assertThat(outlets).allSatisfy(outlet -> {
            assertThat(outlet.lines()).last().isEqualTo("close shutdown");
            assertThat(outlet.closedWith()).contains(CloseReason.SHUTDOWN);
            assertThat(outlet.writesAfterClose()).isZero();
        });
    }

    @Test
    void connectionsThatTakeNothingAreCutInTime() {
        Hub hub = Hub.create();
        RecordingOutlet stalled = connect(hub);
        stalled.ready(false);
        RecordingOutlet blocked = connect(hub);
        blocked.closesLate();
        CountDownLatch gate = blocked.block();
        RecordingOutlet unopened = new RecordingOutlet();
        hub.subscribe(Subscription.to("a"), PlainFormat.INSTANCE, unopened);
        RecordingOutlet well = connect(hub);
        hub.publish(Event.text("a", "1"));

        long begin = System.nanoTime();
        hub.close();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        gate.countDown();

        assertThat(took).isLessThan(Duration.ofSeconds(3));
        assertThat(stalled.closedWith()).contains(CloseReason.SHUTDOWN);
        assertThat(blocked.closedWith()).contains(CloseReason.SHUTDOWN);
        assertThat(blocked.aborts()).isEqualTo(1);
        assertThat(unopened.closedWith()).contains(CloseReason.SHUTDOWN);
        assertThat(well.lines()).last().isEqualTo("close shutdown");
        assertThat(hub.stats().connectionCount()).isZero();
    }

    @Test
    void aHeldPollGetsItsAnswer() {
        Hub hub = Hub.create();
        CompletableFuture<Batch> poll = hub.poll(Subscription.to("a"), Duration.ofSeconds(50));
        assertThat(poll).isNotDone();
        hub.close();

        assertThat(poll).isCompletedWithValueMatching(batch -> batch.events().isEmpty());
    }

    @Test
    void aClosedHubTakesNothing() {
        Hub hub = Hub.create();
        assertThat(hub.isOpen()).isTrue();
        hub.close();
        hub.close();

        assertThat(hub.isOpen()).isFalse();
        assertThatExceptionOfType(HubClosedException.class).isThrownBy(() -> hub.publish(Event.text("a", "1")));
        assertThatExceptionOfType(HubClosedException.class).isThrownBy(() -> connect(hub));
        assertThatExceptionOfType(HubClosedException.class)
                .isThrownBy(() -> hub.poll(Subscription.to("a"), Duration.ZERO));
        assertThatExceptionOfType(HubClosedException.class)
                .isThrownBy(() -> hub.subscribe(Subscription.to("a"), event -> {}));
    }

    @Test
    void javaCodeLearnsThatItIsOver() {
        List<CloseReason> reasons = new ArrayList<>();
        Hub hub = Hub.create();
        hub.subscribe(Subscription.to("a"), new EventHandler() {
            @Override
            public void onEvent(StoredEvent event) {
                // Not of interest here.
            }

            @Override
            public void onClose(CloseReason reason) {
                synchronized (reasons) {
                    reasons.add(reason);
                }
            }
        });
        hub.close();

        synchronized (reasons) {
            assertThat(reasons).containsExactly(CloseReason.SHUTDOWN);
        }
    }

    @Test
    void itsThreadsEnd() {
        Hub hub = Hub.create();
        connect(hub);
        hub.publish(Event.text("a", "1"));
        hub.close();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(Thread::isAlive)
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("push-")));
    }

    private static RecordingOutlet connect(Hub hub) {
        RecordingOutlet outlet = new RecordingOutlet();
        hub.subscribe(Subscription.to("a"), PlainFormat.INSTANCE, outlet).open();
        return outlet;
    }
}
