// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.TestHub.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class HubStatsTest {
    @Test
    void countsWhatIsThereAndWhatWas() {
        try (TestHub test = TestHub.with("push.retention.events", "2")) {
            test.connect(Subscription.to("a").over("sse"));
            test.connect(Subscription.to("a").over("sse").as(user("ann")));
            TestHub.Connected gone = test.connect(Subscription.to("a").over("stream"));
            CompletableFuture<Batch> held =
                    test.hub.poll(Subscription.to("quiet").over("poll"), Duration.ofSeconds(20));
            gone.subscriber().close(CloseReason.DENIED);
            Cursor head = test.publishMany("a", 1, 3);
            HubStats stats = test.hub.stats();

            assertThat(stats.connections()).isEqualTo(Map.of("sse", 2, "poll", 1));
            assertThat(stats.connectionCount()).isEqualTo(3);
            assertThat(stats.published()).isEqualTo(3);
            assertThat(stats.delivered()).isEqualTo(6);
            assertThat(stats.closed()).containsEntry(CloseReason.DENIED, 1L).containsEntry(CloseReason.SLOW, 0L);
            assertThat(stats.topics()).isEqualTo(2);
            assertThat(stats.retainedEvents()).isEqualTo(2);
            assertThat(stats.retainedBytes()).isEqualTo(4);
            assertThat(stats.stuckWorkers()).isZero();
            assertThat(stats.head()).isEqualTo(head);
            assertThat(held).isNotDone();
        }
    }

    @Test
    void memoryIsBoundedByWhatTopicsKeep() {
        try (TestHub test = TestHub.with("push.retention.bytes", "10KiB")) {
            TestHub.Connected stalled = test.connect("a");
            stalled.outlet().ready(false);
            for (int i = 0; i < 10_000; i++) {
                test.publish("a", "x".repeat(1_000));
            }

            assertThat(test.hub.stats().retainedBytes()).isLessThanOrEqualTo(10 * 1_024);
            assertThat(test.hub.stats().retainedEvents()).isLessThanOrEqualTo(10);
            assertThat(stalled.outlet().payloads()).isEmpty();
        }
    }
}
