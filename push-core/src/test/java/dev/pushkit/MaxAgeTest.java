// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MaxAgeTest {
    @Test
    void closesAnOldConnectionWithItsReason() {
        try (TestHub test = TestHub.with("push.max-age", "10m", "push.max-age.jitter", "0")) {
            RecordingOutlet outlet = test.connect("a").outlet();
            test.ticker.advance(Duration.ofMinutes(10).minusMillis(1));
            assertThat(outlet.closedWith()).isEmpty();
            test.ticker.advance(Duration.ofMillis(1));

            assertThat(outlet.lines()).last().isEqualTo("close max-age");
            assertThat(outlet.closedWith()).contains(CloseReason.MAX_AGE);
            assertThat(test.hub.stats().connectionCount()).isZero();
        }
    }

    @Test
    void spreadsTheAgeSoThatNotAllComeBackAtOnce() {
        try (TestHub test = TestHub.with("push.max-age", "60m", "push.max-age.jitter", "20")) {
            List<RecordingOutlet> outlets = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                outlets.add(test.connect("a").outlet());
            }
            test.ticker.advance(Duration.ofMinutes(48).minusMillis(1));
            assertThat(closed(outlets)).isZero();
            test.ticker.advance(Duration.ofMinutes(12));
            assertThat(closed(outlets)).isBetween(50L, 150L);
            test.ticker.advance(Duration.ofMinutes(12).plusMillis(2));
            assertThat(closed(outlets)).isEqualTo(200);
        }
    }

    @Test
    void losesNothingForWhoComesBack() {
        try (TestHub test = TestHub.with("push.max-age", "10m", "push.max-age.jitter", "0")) {
            TestHub.Connected client = test.connect("a");
            test.publish("a", "1");
            test.ticker.advance(Duration.ofMinutes(10));
            test.publish("a", "2");
            Cursor seen = Cursor.parse(client.outlet().lines("event").get(0).split(" ")[1]);

            assertThat(test.connect(Subscription.to("a").since(seen)).outlet().payloads())
                    .containsExactly("2");
        }
    }

    @Test
    void doesNotConcernJavaCodeInTheSameProcess() {
        try (TestHub test = TestHub.with("push.max-age", "10m")) {
            List<String> heard = new ArrayList<>();
            test.hub.subscribe(
                    Subscription.to("a"),
                    event -> heard.add(event.event().payload().text()));
            test.ticker.advance(Duration.ofDays(2));
            test.publish("a", "still here");

            assertThat(heard).containsExactly("still here");
        }
    }

    private static long closed(List<RecordingOutlet> outlets) {
        return outlets.stream()
                .filter(outlet -> outlet.closedWith().isPresent())
                .count();
    }
}
