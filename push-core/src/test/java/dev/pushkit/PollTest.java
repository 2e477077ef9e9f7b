// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PollTest {
    private static final Duration HOLD = Duration.ofSeconds(25);

    private final TestHub test = TestHub.with("push.retention.events", "5", "push.batch.bytes", "1KiB");

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aShortPollAnswersAtOnce() {
        Cursor head = test.publishMany("a", 1, 3);
        Batch batch = now(Subscription.to("a"));

        assertThat(batch).isEqualTo(new Batch(head, Resumed.NONE, java.util.Optional.empty(), List.of()));
    }

    @Test
    void aShortPollReadsWhatLiesBehindItsCursor() {
        Cursor seen = test.publishMany("a", 1, 1);
        Cursor head = test.publishMany("a", 2, 3);
        Batch batch = now(Subscription.to("a").since(seen));

        assertThat(texts(batch)).containsExactly("2", "3");
        assertThat(batch.resumed()).isEqualTo(Resumed.COMPLETE);
        assertThat(batch.cursor()).isEqualTo(head);
        assertThat(texts(now(Subscription.to("a").since(batch.cursor())))).isEmpty();
    }

    @Test
    void anAnswerThatGotLostIsReadAgain() {
        Cursor seen = test.publishMany("a", 1, 1);
        test.publishMany("a", 2, 3);
        Subscription subscription = Subscription.to("a").since(seen);

        assertThat(now(subscription)).isEqualTo(now(subscription));
    }

    @Test
    void aShortPollLeavesNothingBehind() {
        now(Subscription.to("nobody/knows"));

        assertThat(test.hub.stats().topics()).isZero();
        assertThat(test.hub.stats().connectionCount()).isZero();
    }

    @Test
    void aLimitBoundsTheBatchAndTheCursorNamesItsLastEvent() {
        Cursor start = test.hub.head();
        test.publish("a", "1");
        Cursor second = test.publish("b", "2");
        test.publishMany("a", 3, 5);
        Batch batch = now(Subscription.to("a", "b").since(start).limit(2));

        assertThat(texts(batch)).containsExactly("1", "2");
        assertThat(batch.cursor()).isEqualTo(second);
        assertThat(texts(now(Subscription.to("a", "b").since(batch.cursor()).limit(2))))
                .containsExactly("3", "4");
    }

    @Test
    void theServersOwnBoundHoldsWithoutALimit() {
        Cursor start = test.hub.head();
        for (int i = 0; i < 4; i++) {
            test.publish("a", "x".repeat(400));
        }

        assertThat(now(Subscription.to("a").since(start)).events()).hasSize(2);
    }

    @Test
    void aGapCarriesItsReason() {
        Cursor seen = test.publishMany("a", 1, 1);
        test.publishMany("a", 2, 9);
        Batch batch = now(Subscription.to("a").since(seen));

        assertThat(batch.resumed()).isEqualTo(Resumed.GAP);
        assertThat(batch.reason()).contains(GapReason.EVICTED);
        assertThat(texts(batch)).containsExactly("5", "6", "7", "8", "9");
        assertThat(test.hub.stats().gaps()).isEqualTo(1);
    }

    @Test
    void aLongPollIsAnsweredAtTheFirstEvent() {
        CompletableFuture<Batch> poll = test.hub.poll(Subscription.to("a"), HOLD);
        test.publish("other", "x");
        assertThat(poll).isNotDone();
        assertThat(test.hub.stats().connectionCount()).isEqualTo(1);
        Cursor place = test.publish("a", "1");

        assertThat(texts(poll.join())).containsExactly("1");
        assertThat(poll.join().cursor()).isEqualTo(place);
        assertThat(test.hub.stats().connectionCount()).isZero();
    }

    @Test
    void aLongPollIsAnsweredAtOnceWhereThereIsSomething() {
        Cursor seen = test.publish("a", "1");
        test.publish("a", "2");

        assertThat(texts(test.hub.poll(Subscription.to("a").since(seen), HOLD).getNow(null)))
                .containsExactly("2");
    }

    @Test
    void aLongPollIsAnsweredAtTheEndOfItsHold() {
        CompletableFuture<Batch> poll = test.hub.poll(Subscription.to("a"), HOLD);
        Cursor head = test.publish("other", "x");
        test.ticker.advance(HOLD.minusMillis(1));
        assertThat(poll).isNotDone();
        test.ticker.advance(Duration.ofMillis(1));

        assertThat(poll.join().events()).isEmpty();
        assertThat(poll.join().cursor()).as("as fresh as can be").isEqualTo(head);
        assertThat(test.hub.stats().connectionCount()).isZero();
    }

    @Test
    void aGapIsToldAtOnceEvenWhereNothingIsLeft() {
        Cursor seen = test.publish("a", "1");
        test.publish("a", "2");
        test.ticker.advance(Duration.ofHours(1));
        Batch batch = test.hub.poll(Subscription.to("a").since(seen), HOLD).getNow(null);

        assertThat(batch).isNotNull();
        assertThat(batch.reason()).contains(GapReason.EVICTED);
        assertThat(batch.events()).isEmpty();
        assertThat(texts(now(Subscription.to("a").since(batch.cursor())))).isEmpty();
        assertThat(now(Subscription.to("a").since(batch.cursor())).resumed()).isEqualTo(Resumed.COMPLETE);
    }

    @Test
    void cancellingLeaves() {
        int timers = test.ticker.waiting();
        CompletableFuture<Batch> poll = test.hub.poll(Subscription.to("a", "b/*"), HOLD);
        poll.cancel(false);

        assertThat(test.hub.stats().connectionCount()).isZero();
        assertThat(test.hub.stats().topics()).isZero();
        assertThat(test.ticker.waiting()).isEqualTo(timers);
        test.publish("a", "1");
        assertThat(poll).isCancelled();
    }

    @Test
    void aHeldPollFollowsTopicsThatAppear() {
        CompletableFuture<Batch> poll = test.hub.poll(Subscription.to("a/**"), HOLD);
        test.publish("a/new/topic", "1");

        assertThat(texts(poll.join())).containsExactly("1");
    }

    @Test
    void whatItsReaderDoesOnTheAnswerHurtsNobody() {
        CompletableFuture<Batch> poll = test.hub.poll(Subscription.to("a"), HOLD);
        CompletableFuture<Void> dependent = poll.thenAccept(batch -> {
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<Batch> other = test.hub.poll(Subscription.to("a"), HOLD);
        test.publish("a", "1");

        assertThat(dependent).isCompletedExceptionally();
        assertThat(other).isDone();
    }

    private Batch now(Subscription subscription) {
        return test.hub.poll(subscription, Duration.ZERO).getNow(null);
    }

    private static List<String> texts(Batch batch) {
        return batch.events().stream()
                .map(event -> event.event().payload().text())
                .toList();
    }
}
