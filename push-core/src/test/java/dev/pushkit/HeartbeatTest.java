// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {
    private TestHub test = TestHub.with();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void comesOnceInAnIntervalWhileItIsQuiet() {
        RecordingOutlet outlet = test.connect("a").outlet();
        seconds(14);
        assertThat(outlet.lines("heartbeat")).isEmpty();
        seconds(1);
        assertThat(outlet.lines("heartbeat")).hasSize(1);
        seconds(45);
        assertThat(outlet.lines("heartbeat")).hasSize(4);
    }

    @Test
    void doesNotComeWhileEventsFlow() {
        RecordingOutlet outlet = test.connect("a").outlet();
        for (int i = 0; i < 100; i++) {
            seconds(10);
            test.publish("a", "x");
        }

        assertThat(outlet.lines("heartbeat")).isEmpty();
        assertThat(outlet.payloads()).hasSize(100);
    }

    @Test
    void isDueAnIntervalAfterTheLastWriteAndNotLater() {
        RecordingOutlet outlet = test.connect("a").outlet();
        seconds(10);
        test.publish("a", "x");
        seconds(14);
        assertThat(outlet.lines("heartbeat")).isEmpty();
        seconds(1);
        assertThat(outlet.lines("heartbeat")).hasSize(1);
    }

    @Test
    void isALittleEarlySoThatItMeetsNoIdleLimitOfTheSameLength() {
        RecordingOutlet outlet = test.connect(Subscription.to("a").heartbeat(Duration.ofSeconds(30)))
                .outlet();
        Duration first = untilHeartbeat(outlet);
        Duration second = untilHeartbeat(outlet);

        assertThat(first).isBetween(Duration.ofMillis(28_000), Duration.ofMillis(28_510));
        assertThat(second).isBetween(Duration.ofMillis(28_000), Duration.ofMillis(28_510));
    }

    @Test
    void comesToManyConnectionsInOneMoment() {
        List<RecordingOutlet> outlets = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outlets.add(test.connect("a").outlet());
            test.ticker.advance(Duration.ofMillis(10));
        }
        Set<Integer> counts = new HashSet<>();
        for (int i = 0; i < 1_500; i++) {
            test.ticker.advance(Duration.ofMillis(10));
            counts.add((int) outlets.stream()
                    .filter(outlet -> !outlet.lines("heartbeat").isEmpty())
                    .count());
        }

        assertThat(counts).contains(0, 50).hasSizeLessThan(6);
    }

    private Duration untilHeartbeat(RecordingOutlet outlet) {
        int before = outlet.lines("heartbeat").size();
        Duration waited = Duration.ZERO;
        while (outlet.lines("heartbeat").size() == before && waited.toSeconds() < 60) {
            test.ticker.advance(Duration.ofMillis(10));
            waited = waited.plusMillis(10);
        }
        return waited;
    }

    @Test
    void carriesAFreshCursor() {
        RecordingOutlet outlet = test.connect("a").outlet();
        Cursor head = test.publishMany("other", 1, 7);
        seconds(15);

        assertThat(outlet.lines("heartbeat")).containsExactly("heartbeat " + head);
    }

    @Test
    void isFlushed() {
        RecordingOutlet outlet = test.connect("a").outlet();
        int flushes = outlet.flushes();
        seconds(15);

        assertThat(outlet.flushes()).isGreaterThan(flushes);
    }

    @Test
    void asksThePeerEvenWhileEventsFlow() {
        RecordingOutlet outlet = test.connect("a").outlet();
        for (int i = 0; i < 60; i++) {
            seconds(1);
            test.publish("a", "x");
        }

        assertThat(outlet.probes()).isBetween(3, 4);
    }

    @Test
    void endsAConnectionWhosePeerIsSilent() {
        RecordingOutlet outlet = test.connect("a").outlet();
        outlet.peerIsSilent();
        seconds(15);

        assertThat(outlet.closedWith()).contains(CloseReason.LOST);
        assertThat(test.hub.stats().connectionCount()).isZero();
    }

    @Test
    void endsAConnectionThatFailsToTakeIt() {
        RecordingOutlet outlet = test.connect("a").outlet();
        outlet.fail();
        seconds(15);

        assertThat(outlet.closedWith()).contains(CloseReason.LOST);
    }

    @Test
    void keepsTheWishOfAClientWithinBounds() {
        assertThat(firstAfter(Duration.ofSeconds(30))).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(30));
        assertThat(firstAfter(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(firstAfter(Duration.ofDays(1))).isBetween(Duration.ofSeconds(57), Duration.ofSeconds(60));
    }

    @Test
    void anInterceptorDecidesIntervalAndPayload() {
        replaceHub(builder -> builder.interceptHeartbeat(new HeartbeatInterceptor() {
            @Override
            public Duration interval(Subscription subscription, Duration agreed) {
                return subscription.transport().equals("fast") ? agreed.dividedBy(10) : agreed;
            }

            @Override
            public Optional<String> payload(Subscription subscription) {
                return subscription.transport().equals("fast") ? Optional.of("{ \"load\" : 1 }") : Optional.empty();
            }
        }));
        RecordingOutlet fast = test.connect(Subscription.to("a").over("fast")).outlet();
        RecordingOutlet plain = test.connect("a").outlet();
        seconds(15);

        assertThat(fast.lines("heartbeat")).hasSize(10).allMatch(line -> line.endsWith(" {\"load\":1}"));
        assertThat(plain.lines("heartbeat")).containsExactly("heartbeat " + test.hub.head());
    }

    @Test
    void anInterceptorMayRefuseAConnection() {
        replaceHub(builder -> builder.interceptHeartbeat((subscription, agreed) -> {
            throw new DeniedException("no");
        }));

        assertThatExceptionOfType(DeniedException.class).isThrownBy(() -> test.connect("a"));
        assertThat(test.hub.stats().connectionCount()).isZero();
    }

    @Test
    void anInterceptorThatFailsHurtsItsOwnConnectionAlone() {
        replaceHub(builder -> builder.interceptHeartbeat(new HeartbeatInterceptor() {
            @Override
            public Duration interval(Subscription subscription, Duration agreed) {
                return agreed;
            }

            @Override
            public Optional<String> payload(Subscription subscription) {
                if (subscription.transport().equals("bad")) {
                    throw new IllegalStateException("on purpose");
                }
                return Optional.empty();
            }
        }));
        RecordingOutlet bad = test.connect(Subscription.to("a").over("bad")).outlet();
        RecordingOutlet good = test.connect("a").outlet();
        seconds(15);

        assertThat(bad.closedWith()).contains(CloseReason.FAILED);
        assertThat(good.lines("heartbeat")).hasSize(1);
    }

    @Test
    void nothingIsLeftOnTheTimerAfterTheEnd() {
        int before = test.ticker.waiting();
        TestHub.Connected client = test.connect("a");
        assertThat(test.ticker.waiting()).isGreaterThan(before);
        client.subscriber().close(CloseReason.CLIENT);
        seconds(1);

        assertThat(test.ticker.waiting()).isEqualTo(before);
    }

    private Duration firstAfter(Duration wish) {
        RecordingOutlet outlet =
                test.connect(Subscription.to("a").heartbeat(wish)).outlet();
        for (int i = 1; i <= 100; i++) {
            seconds(1);
            if (!outlet.lines("heartbeat").isEmpty()) {
                return Duration.ofSeconds(i);
            }
        }
        return Duration.ZERO;
    }

    private void replaceHub(java.util.function.Consumer<Hub.Builder> description) {
        test.close();
        test = new TestHub(description);
    }

    private void seconds(int count) {
        test.ticker.advance(Duration.ofSeconds(count));
    }
}
