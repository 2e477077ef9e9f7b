// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A connection that is gone leaves at once, from wherever that is noticed. */
final class LostConnectionTest {
    @Test
    void leavesWhenAWriteFails() {
        try (TestHub test = TestHub.with()) {
            TestHub.Connected client = test.connect("a");
            client.outlet().fail();
            test.publish("a", "1");

            assertThat(client.outlet().closedWith()).contains(CloseReason.LOST);
            assertThat(test.hub.stats().connectionCount()).isZero();
            assertThat(test.hub.stats().closed()).containsEntry(CloseReason.LOST, 1L);
        }
    }

    @Test
    void leavesWhenTheContainerTells() {
        try (TestHub test = TestHub.with()) {
            TestHub.Connected client = test.connect("a");
            client.subscriber().lost();
            client.subscriber().lost();
            client.subscriber().close(CloseReason.CLIENT);
            test.publish("a", "1");

            assertThat(client.outlet().closedWith()).contains(CloseReason.LOST);
            assertThat(client.outlet().payloads()).isEmpty();
            assertThat(client.outlet().lines("close")).isEmpty();
            assertThat(test.hub.stats().closed()).containsEntry(CloseReason.LOST, 1L);
        }
    }

    @Test
    void leavesBeforeItWasOpened() {
        try (TestHub test = TestHub.with()) {
            TestHub.Connected client = test.connectUnopened(Subscription.to("a"));
            assertThat(test.hub.stats().connectionCount()).isEqualTo(1);
            client.subscriber().lost();

            assertThat(test.hub.stats().connectionCount()).isZero();
            client.subscriber().open();
            test.publish("a", "1");
            assertThat(client.outlet().lines()).isEmpty();
        }
    }

    @Test
    void leavesWhileItsWriteIsHeldUp() {
        try (Hub hub = Hub.create()) {
            RecordingOutlet outlet = new RecordingOutlet();
            Subscriber subscriber = hub.subscribe(Subscription.to("a"), PlainFormat.INSTANCE, outlet);
            subscriber.open();
            CountDownLatch gate = outlet.block();
            hub.publish(Event.text("a", "1"));
            subscriber.lost();

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(hub.stats().connectionCount()).isZero());
            gate.countDown();
        }
    }

    @Test
    void aFormatOrOutletThatThrowsEndsItsOwnConnectionAlone() {
        try (TestHub test = TestHub.with()) {
            RecordingOutlet bad = new RecordingOutlet();
            Subscriber failing = test.hub.subscribe(Subscription.to("a"), new FailingFormat(), bad);
            TestHub.Connected before = test.connect("a");
            failing.open();
            TestHub.Connected after = test.connect("a");
            test.publishMany("a", 1, 3);

            assertThat(bad.closedWith()).contains(CloseReason.FAILED);
            assertThat(before.outlet().payloads()).containsExactly("1", "2", "3");
            assertThat(after.outlet().payloads()).containsExactly("1", "2", "3");
            assertThat(test.hub.stats().connectionCount()).isEqualTo(2);
        }
    }

    @Test
    void nothingHoldsAConnectionThatHasEnded() {
        try (TestHub test = TestHub.with()) {
            for (int i = 0; i < 100; i++) {
                test.connect("a", "b/*", "c/" + i).subscriber().close(CloseReason.CLIENT);
            }
            test.publish("a", "x");

            assertThat(test.hub.stats().connectionCount()).isZero();
            assertThat(test.hub.stats().topics())
                    .as("names that were only asked for")
                    .isEqualTo(1);
        }
    }

    private static final class FailingFormat implements WireFormat {
        @Override
        public Frame event(StoredEvent event) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public Frame control(Control control) {
            return Frame.of("x\n");
        }
    }
}
