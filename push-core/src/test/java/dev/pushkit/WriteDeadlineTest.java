// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A connection that takes no bytes is closed by the deadline, whatever its container says or does not say. */
final class WriteDeadlineTest {
    @Test
    void endsAnOutletThatIsNeverReadyAgain() {
        try (TestHub test = TestHub.with()) {
            TestHub.Connected client = test.connect("a");
            client.outlet().ready(false);
            test.publish("a", "1");
            test.ticker.advance(Duration.ofSeconds(19));
            assertThat(test.hub.stats().connectionCount()).isEqualTo(1);
            test.ticker.advance(Duration.ofSeconds(1));

            assertThat(test.hub.stats().connectionCount()).isZero();
            assertThat(client.outlet().closedWith()).contains(CloseReason.SLOW);
            assertThat(test.hub.stats().closed()).containsEntry(CloseReason.SLOW, 1L);
        }
    }

    @Test
    void givesItNothingAfterThat() {
        try (TestHub test = TestHub.with()) {
            TestHub.Connected client = test.connect("a");
            client.outlet().ready(false);
            test.publish("a", "1");
            test.ticker.advance(Duration.ofSeconds(20));
            client.outlet().ready(true);
            client.subscriber().wake();
            test.publish("a", "2");
            test.ticker.advance(Duration.ofMinutes(5));

            assertThat(client.outlet().payloads()).isEmpty();
            assertThat(client.outlet().writesAfterClose()).isZero();
        }
    }

    @Test
    void beginsAnewWithEachSignThatBytesAreTaken() {
        try (TestHub test = TestHub.with()) {
            TestHub.Connected client = test.connect("a");
            for (int i = 0; i < 5; i++) {
                client.outlet().ready(false);
                test.publish("a", "x");
                test.ticker.advance(Duration.ofSeconds(19));
                client.outlet().ready(true);
                client.subscriber().wake();
            }

            assertThat(client.outlet().payloads()).hasSize(5);
            assertThat(test.hub.stats().connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void isNotReachedWhereTheContainerForgetsToSayThatItIsReady() {
        try (TestHub test = TestHub.with()) {
            TestHub.Connected client = test.connectUnopened(Subscription.to("a"));
            client.outlet().ready(false);
            client.subscriber().open();
            test.ticker.advance(Duration.ofSeconds(3));
            client.outlet().ready(true);
            test.ticker.advance(Duration.ofSeconds(1));

            assertThat(client.outlet().lines("open")).hasSize(1);
        }
    }

    @Test
    void abortsWhatCannotBeClosedAtOnce() {
        try (TestHub test = TestHub.with()) {
            TestHub.Connected client = test.connect("a");
            client.outlet().closesLate();
            client.outlet().ready(false);
            test.publish("a", "1");
            test.ticker.advance(Duration.ofSeconds(20));
            assertThat(client.outlet().aborts()).isZero();
            test.ticker.advance(Duration.ofSeconds(1));

            assertThat(client.outlet().aborts()).isEqualTo(1);
        }
    }

    @Test
    void endsAnOutletThatBlocksInAWrite() {
        blocksAndIsGone(false);
    }

    @Test
    void endsAnOutletThatBlocksInAFlush() {
        blocksAndIsGone(true);
    }

    private static void blocksAndIsGone(boolean inFlush) {
        HubSettings settings = TestHub.settings("push.write-deadline", "300ms", "push.heartbeat", "50ms");
        try (Hub hub = Hub.builder().settings(settings).build()) {
            FlushOrWrite outlet = new FlushOrWrite(inFlush);
            outlet.recording.closesLate();
            Subscriber subscriber = hub.subscribe(Subscription.to("a"), PlainFormat.INSTANCE, outlet);
            subscriber.open();
            CountDownLatch gate = outlet.recording.block();
            hub.publish(Event.text("a", "1"));

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(hub.stats().connectionCount()).isZero());
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(outlet.recording.aborts()).isEqualTo(1));
            assertThat(outlet.recording.closedWith()).contains(CloseReason.SLOW);
            gate.countDown();
        }
    }

    /** Blocks in one of the two only. */
    private static final class FlushOrWrite implements Outlet {
        private final RecordingOutlet recording = new RecordingOutlet();
        private final RecordingOutlet free = new RecordingOutlet();
        private final boolean inFlush;

        FlushOrWrite(boolean inFlush) {
            this.inFlush = inFlush;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void write(Frame frame) throws java.io.IOException {
            (inFlush ? free : recording).write(frame);
        }

        @Override
        public void flush() throws java.io.IOException {
            (inFlush ? recording : free).flush();
        }

        @Override
        public boolean close(CloseReason reason) {
            return recording.close(reason);
        }

        @Override
        public void abort() {
            recording.abort();
        }
    }
}
