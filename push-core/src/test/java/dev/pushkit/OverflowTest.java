// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a connected reader that falls out of the log, by each policy. */
final class OverflowTest {
    private TestHub test;

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void gapGoesOnWithTheOldestKept() {
        RecordingOutlet outlet = fallBehind("gap");

        assertThat(outlet.lines("gap")).containsExactly("gap " + at(7) + " slow");
        assertThat(outlet.payloads()).containsExactly("1", "8", "9", "10");
        assertThat(test.hub.stats().gaps()).isEqualTo(1);
        assertThat(outlet.lines().indexOf("gap " + at(7) + " slow"))
                .as("told before what follows")
                .isLessThan(outlet.lines().indexOf("event " + at(8) + " a 8"));
    }

    @Test
    void latestGoesOnWithTheNewest() {
        RecordingOutlet outlet = fallBehind("latest");

        assertThat(outlet.lines("gap")).containsExactly("gap " + at(9) + " slow");
        assertThat(outlet.payloads()).containsExactly("1", "10");
    }

    @Test
    void latestKeepsTheTopicsThatLostNothing() {
        test = TestHub.with("push.overflow", "latest", "push.retention.events", "3");
        TestHub.Connected client = test.connect("a", "b");
        client.outlet().ready(false);
        test.publishMany("b", 1, 2);
        test.publishMany("a", 1, 8);
        becomeReady(client);

        assertThat(client.outlet().payloads()).containsExactly("1", "2", "8");
        assertThat(client.outlet().lines("gap")).containsExactly("gap " + at(0) + " slow");
    }

    @Test
    void disconnectClosesWithTheReasonSlow() {
        RecordingOutlet outlet = fallBehind("disconnect");

        assertThat(outlet.payloads()).containsExactly("1");
        assertThat(outlet.lines()).last().isEqualTo("close slow");
        assertThat(outlet.closedWith()).contains(CloseReason.SLOW);
        assertThat(test.hub.stats().connectionCount()).isZero();
    }

    @Test
    void aReaderThatCameBackFromAGapIsToldOfTheNextOne() {
        test = TestHub.with("push.retention.events", "3");
        TestHub.Connected client = test.connect("a");
        for (int round = 0; round < 3; round++) {
            client.outlet().ready(false);
            test.publishMany("a", 1, 5);
            becomeReady(client);
        }

        assertThat(client.outlet().lines("gap"))
                .containsExactly("gap " + at(2) + " slow", "gap " + at(7) + " slow", "gap " + at(12) + " slow");
        assertThat(client.outlet().payloads()).hasSize(9);
    }

    @Test
    void aCursorTakenAtTheGapLosesNothingThatIsKept() {
        test = TestHub.with("push.retention.events", "3");
        TestHub.Connected client = test.connect("a", "b");
        client.outlet().ready(false);
        test.publishMany("b", 1, 1);
        test.publishMany("a", 1, 8);
        becomeReady(client);
        Cursor told = Cursor.parse(client.outlet().lines("gap").get(0).split(" ")[1]);

        TestHub.Connected again = test.connect(Subscription.to("a", "b").since(told));
        assertThat(again.outlet().payloads()).isEqualTo(client.outlet().payloads());
    }

    @Test
    void onlyASlowReaderIsHurt() {
        test = TestHub.with("push.retention.events", "3");
        TestHub.Connected fast = test.connect("a");
        TestHub.Connected slow = test.connect("a");
        slow.outlet().ready(false);
        test.publishMany("a", 1, 100);

        assertThat(fast.outlet().payloads()).hasSize(100);
        assertThat(fast.outlet().lines("gap")).isEmpty();
    }

    @Test
    void aJavaHandlerLearnsOfIt() {
        test = TestHub.with("push.retention.events", "3");
        StringBuilder heard = new StringBuilder();
        Subscriber subscriber = test.hub.subscribe(Subscription.to("a"), new EventHandler() {
            @Override
            public void onEvent(StoredEvent event) {
                heard.append(event.event().payload().text()).append(' ');
                if (heard.length() < 4) {
                    // Publishes while it is at it, more than is kept.
                    test.publishMany("a", 2, 6);
                }
            }

            @Override
            public void onGap(Control.Gap gap) {
                heard.append("gap ").append(gap.reason()).append(' ');
            }
        });
        test.publish("a", "1");

        assertThat(heard).hasToString("1 gap slow 4 5 6 ");
        subscriber.close(CloseReason.CLIENT);
    }

    private RecordingOutlet fallBehind(String policy) {
        test = TestHub.with("push.overflow", policy, "push.retention.events", "3");
        TestHub.Connected client = test.connect("a");
        test.publish("a", "1");
        client.outlet().ready(false);
        test.publishMany("a", 2, 10);
        becomeReady(client);
        return client.outlet();
    }

    private static void becomeReady(TestHub.Connected client) {
        client.outlet().ready(true);
        client.subscriber().wake();
    }

    private Cursor at(long offset) {
        return new Cursor(test.hub.head().epoch(), offset);
    }
}
