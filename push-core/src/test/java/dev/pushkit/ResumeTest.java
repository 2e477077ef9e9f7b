// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a connection starts, and what it is told of that. */
final class ResumeTest {
    private final TestHub test = TestHub.with("push.retention.events", "5", "push.retention.age", "1m");

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void startsNowWithoutACursor() {
        test.publishMany("a", 1, 3);
        TestHub.Connected client = test.connect("a");
        test.publish("a", "4");

        assertThat(client.outlet().lines().get(0)).isEqualTo("open " + at(3) + " none");
        assertThat(client.outlet().payloads()).containsExactly("4");
    }

    @Test
    void resumesAfterTheLastEventThatItSaw() {
        Cursor seen = test.publishMany("a", 1, 2);
        test.publishMany("a", 3, 4);
        RecordingOutlet outlet = resume(seen, "a");

        assertThat(outlet.lines().get(0)).isEqualTo("open " + seen + " complete");
        assertThat(outlet.payloads()).containsExactly("3", "4");
    }

    @Test
    void resumesAnySetOfTopicsWithOneCursor() {
        test.publish("a", "a1");
        Cursor seen = test.publish("b", "b1");
        test.publish("c", "c1");
        test.publish("a", "a2");

        assertThat(resume(seen, "a").payloads()).containsExactly("a2");
        assertThat(resume(seen, "c", "a").payloads()).containsExactly("c1", "a2");
        assertThat(resume(seen, "**").payloads()).containsExactly("c1", "a2");
        assertThat(resume(seen, "b").payloads()).isEmpty();
    }

    @Test
    void saysLiveOnceItHasCaughtUp() {
        Cursor seen = test.publishMany("a", 1, 2);
        test.publishMany("a", 3, 4);
        RecordingOutlet outlet = resume(seen, "a");

        assertThat(outlet.lines().get(3)).isEqualTo("live " + at(4));
    }

    @Test
    void startsWithTheOldestFromEarliest() {
        test.publish("other", "x");
        test.publishMany("a", 1, 7);
        RecordingOutlet outlet = resume(Cursor.EARLIEST, "a");

        assertThat(outlet.lines().get(0)).isEqualTo("open " + at(3) + " none");
        assertThat(outlet.payloads()).containsExactly("3", "4", "5", "6", "7");
    }

    @Test
    void startsNowFromEarliestWhereNothingIsKept() {
        test.publish("other", "x");
        RecordingOutlet outlet =
                test.connect(Subscription.to("a").since(Cursor.EARLIEST)).outlet();
        test.publish("a", "1");

        assertThat(outlet.lines().get(0)).isEqualTo("open " + at(1) + " none");
        assertThat(outlet.payloads()).containsExactly("1");
    }

    @Test
    void tellsOfAGapWhereSomethingWasEvicted() {
        Cursor seen = test.publishMany("a", 1, 1);
        test.publishMany("a", 2, 9);
        RecordingOutlet outlet = resume(seen, "a");

        assertThat(outlet.lines().get(0)).isEqualTo("open " + at(4) + " gap evicted");
        assertThat(outlet.payloads()).containsExactly("5", "6", "7", "8", "9");
        assertThat(outlet.lines("gap")).as("one loss is told once").isEmpty();
        assertThat(test.hub.stats().gaps()).isEqualTo(1);
    }

    @Test
    void isCompleteWhereOnlySeenEventsWereEvicted() {
        test.publishMany("a", 1, 4);
        Cursor seen = test.publish("a", "5");
        test.publishMany("a", 6, 10);

        assertThat(resume(seen, "a").lines().get(0)).isEqualTo("open " + seen + " complete");
    }

    @Test
    void goesOnWithTheOldestKeptAfterTheCursorAndNotBefore() {
        test.publish("b", "seen");
        Cursor seen = test.publish("a", "1");
        test.publishMany("a", 2, 9);
        RecordingOutlet outlet = resume(seen, "a", "b");

        assertThat(outlet.payloads()).containsExactly("5", "6", "7", "8", "9");
    }

    @Test
    void tellsOfAGapWithACursorOfAnotherHub() {
        test.publishMany("a", 1, 3);
        RecordingOutlet outlet = resume(new Cursor("stranger", 2), "a");

        assertThat(outlet.lines().get(0)).isEqualTo("open " + at(0) + " gap epoch");
        assertThat(outlet.payloads()).containsExactly("1", "2", "3");
    }

    @Test
    void tellsOfAGapWithACursorFromTheFuture() {
        test.publishMany("a", 1, 3);
        RecordingOutlet outlet = resume(at(4), "a");

        assertThat(outlet.lines().get(0)).isEqualTo("open " + at(0) + " gap epoch");
        assertThat(outlet.payloads()).containsExactly("1", "2", "3");
    }

    @Test
    void theCursorOfAnIdleTopicStaysGood() {
        Cursor seen = test.publish("idle", "1");
        for (int i = 0; i < 50; i++) {
            test.publish("busy", "x");
        }
        assertThat(resume(seen, "idle").lines().get(0)).isEqualTo("open " + seen + " complete");

        test.ticker.advance(Duration.ofDays(1));
        assertThat(resume(test.hub.head(), "idle").lines().get(0)).endsWith(" complete");
    }

    @Test
    void aTopicThatWasDroppedLeavesItsMark() {
        Cursor before = test.publish("a", "1");
        Cursor after = test.publish("a", "2");
        test.ticker.advance(Duration.ofMinutes(5));
        assertThat(test.hub.stats().topics()).as("old and unused, it is gone").isZero();

        assertThat(resume(before, "a").lines().get(0)).isEqualTo("open " + at(2) + " gap evicted");
        assertThat(resume(after, "a").lines().get(0)).isEqualTo("open " + after + " complete");
        assertThat(resume(before, "*").lines().get(0)).isEqualTo("open " + at(2) + " gap evicted");
        assertThat(resume(after, "*").lines().get(0)).isEqualTo("open " + after + " complete");
    }

    @Test
    void aTopicThatIsFollowedIsNotDropped() {
        TestHub.Connected named = test.connect("a");
        test.publish("a", "1");
        test.ticker.advance(Duration.ofMinutes(5));
        test.publish("a", "2");

        assertThat(named.outlet().payloads()).containsExactly("1", "2");
    }

    @Test
    void aTopicThatOnlyPatternsFollowIsDroppedAndComesBackWithoutALoss() {
        TestHub.Connected wild = test.connect("**");
        test.publish("a/b", "1");
        test.ticker.advance(Duration.ofMinutes(5));
        assertThat(test.hub.stats().topics()).isZero();
        test.publish("a/b", "2");

        assertThat(wild.outlet().payloads()).containsExactly("1", "2");
        assertThat(wild.outlet().lines("gap")).isEmpty();
    }

    @Test
    void aReaderThatWasCutForItsLagIsToldWhatAgeTookFromIt() {
        TestHub.Connected wild = test.connect("**");
        wild.outlet().ready(false);
        test.publish("a/b", "1");
        test.ticker.advance(Duration.ofMinutes(2));
        assertThat(wild.outlet().closedWith()).as("by the write deadline").contains(CloseReason.SLOW);
        assertThat(resume(at(0), "a/b").lines().get(0)).isEqualTo("open " + at(1) + " gap evicted");
    }

    @Test
    void manyTopicsAreDroppedInOneSweep() {
        for (int i = 0; i < 2_000; i++) {
            test.publish("t/" + i, "x");
        }
        test.ticker.advance(Duration.ofSeconds(75));

        assertThat(test.hub.stats().topics()).isZero();
    }

    private Cursor at(long offset) {
        return new Cursor(test.hub.head().epoch(), offset);
    }

    private RecordingOutlet resume(Cursor since, String... patterns) {
        TestHub.Connected client = test.connect(Subscription.to(patterns).since(since));
        client.subscriber().close(CloseReason.CLIENT);
        return client.outlet();
    }
}
