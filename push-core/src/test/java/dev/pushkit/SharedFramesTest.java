// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An event is encoded once for each format, and those who are at one place share one array. */
final class SharedFramesTest {
    private final AtomicInteger encodings = new AtomicInteger();
    private final WireFormat counting = new WireFormat() {
        @Override
        public Frame event(StoredEvent event) {
            encodings.incrementAndGet();
            return PlainFormat.INSTANCE.event(event);
        }

        @Override
        public Frame control(Control control) {
            return Frame.EMPTY;
        }
    };

    @Test
    void encodesAnEventOnceForAllConnections() {
        try (TestHub test = TestHub.with()) {
            List<Keeping> outlets = connect(test, 100);
            test.publish("a", "1");
            test.publish("a", "2");

            assertThat(encodings).hasValue(2);
            assertThat(outlets).allSatisfy(outlet -> assertThat(outlet.frames)
                    .usingElementComparator((one, other) -> one.array() == other.array() ? 0 : 1)
                    .isEqualTo(outlets.get(0).frames));
        }
    }

    @Test
    void joinsWhatWaitsOnceForAllConnections() {
        try (TestHub test = TestHub.with()) {
            List<Keeping> outlets = connect(test, 100);
            outlets.forEach(outlet -> outlet.ready = false);
            test.publishMany("a", 1, 50);
            outlets.forEach(outlet -> {
                outlet.ready = true;
                outlet.subscriber.wake();
            });

            assertThat(encodings).hasValue(50);
            Frame joined = outlets.get(0).frames.get(0);
            assertThat(joined.text().lines()).hasSize(50);
            assertThat(outlets)
                    .allSatisfy(outlet ->
                            assertThat(outlet.frames).hasSize(1).first().isSameAs(joined));
        }
    }

    @Test
    void doesNotMixUpRunsOfDifferentTopicsOrLengths() {
        try (TestHub test = TestHub.with()) {
            for (int i = 1; i <= 200; i++) {
                test.publish("t/" + i % 3, Integer.toString(i));
            }
            for (int i = 0; i < 200; i++) {
                Cursor since = new Cursor(test.hub.head().epoch(), i);
                List<String> expected = new ArrayList<>();
                for (int n = i + 1; n <= 200; n++) {
                    if (n % 3 == i % 3) {
                        expected.add(Integer.toString(n));
                    }
                }
                TestHub.Connected client =
                        test.connect(Subscription.to("t/" + i % 3).since(since));
                assertThat(client.outlet().payloads()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aFrameDropsItsLastLineFeedAloneAsText() {
        assertThat(Frame.of("a\nb\n").text()).isEqualTo("a\nb");
        assertThat(Frame.of("é").length()).isEqualTo(2);
        assertThat(Frame.EMPTY.text()).isEmpty();
        assertThat(Frame.join(List.of(Frame.of("a"), Frame.EMPTY, Frame.of("b")))
                        .text())
                .isEqualTo("ab");
    }

    private List<Keeping> connect(TestHub test, int count) {
        List<Keeping> outlets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Keeping outlet = new Keeping();
            outlet.subscriber = test.hub.subscribe(Subscription.to("a"), counting, outlet);
            outlet.subscriber.open();
            outlets.add(outlet);
        }
        return outlets;
    }

    private static final class Keeping implements Outlet {
        private final List<Frame> frames = new ArrayList<>();
        private boolean ready = true;
        private Subscriber subscriber;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void write(Frame frame) throws IOException {
            frames.add(frame);
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
