// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions that come and go on a connection, as on a WebSocket. */
final class AddedSubscriptionTest {
    private final TestHub test = TestHub.with("push.retention.events", "5");

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aConnectionMayBeginWithNothing() {
        TestHub.Connected client = test.connect(Subscription.to(List.of()));
        test.publish("a", "1");
        assertThat(client.outlet().lines()).isEmpty();
        add(client, "r1", Subscription.to("a"));
        test.publish("a", "2");

        assertThat(client.outlet().lines())
                .containsExactly(
                        "open " + at(1) + " none ref=r1", "live " + at(1) + " ref=r1", "event " + at(2) + " a 2");
    }

    @Test
    void theFirstResumesTheConnection() {
        test.publishMany("a", 1, 2);
        TestHub.Connected client = test.connect(Subscription.to(List.of()));
        add(client, "r1", Subscription.to("a").since(at(1)));

        assertThat(client.outlet().lines())
                .containsExactly(
                        "open " + at(1) + " complete ref=r1", "event " + at(2) + " a 2", "live " + at(2) + " ref=r1");
    }

    @Test
    void aLaterOneReplaysBetweenOpenAndLiveAndLeavesTheCursorWhereItIs() {
        TestHub.Connected client = test.connect("a");
        test.publish("room", "r1");
        test.publish("a", "a2");
        test.publish("room", "r3");
        client.outlet().forget();
        add(client, "r", Subscription.to("room").since(Cursor.EARLIEST));

        assertThat(client.outlet().lines())
                .containsExactly(
                        "open " + at(0) + " none ref=r",
                        "event " + at(1) + " room r1",
                        "event " + at(3) + " room r3",
                        "live " + at(3) + " ref=r");
        assertThat(client.subscriber().cursor()).isEqualTo(at(3));
    }

    @Test
    void aLaterOneWithoutACursorBeginsNow() {
        TestHub.Connected client = test.connect("a");
        test.publish("b", "before");
        add(client, "r", Subscription.to("b"));
        test.publish("b", "after");

        assertThat(client.outlet().payloads()).containsExactly("after");
    }

    @Test
    void whatIsReplayedIsNotDeliveredAgainAndNothingIsLostBehindIt() {
        TestHub.Connected client = test.connect("a");
        test.publishMany("b", 1, 2);
        client.outlet().ready(false);
        test.publish("b", "3");
        client.subscriber().add(Optional.of("r"), Subscription.to("b").since(at(1)));
        test.publish("a", "4");
        test.publish("b", "5");
        client.outlet().ready(true);
        client.subscriber().wake();
        test.publish("b", "6");

        assertThat(client.outlet().payloads()).containsExactlyInAnyOrder("2", "3", "4", "5", "6");
        assertThat(client.outlet().payloads())
                .filteredOn(text -> !text.equals("4"))
                .containsExactly("2", "3", "5", "6");
    }

    @Test
    void overlappingPatternsDeliverAnEventOnce() {
        TestHub.Connected client = test.connect("a/*", "a/**", "a/x");
        add(client, "r", Subscription.to("**", "*/x"));
        test.publish("a/x", "1");
        test.publish("b", "2");

        assertThat(client.outlet().payloads()).containsExactly("1", "2");
    }

    @Test
    void anOverlapReplaysOnlyWhatWasNotDelivered() {
        test.publish("a/x", "1");
        TestHub.Connected client = test.connect("a/x");
        test.publish("a/x", "2");
        test.publish("a/y", "3");
        add(client, "r", Subscription.to("a/*").since(Cursor.EARLIEST));
        add(client, "s", Subscription.to("a/**").since(Cursor.EARLIEST));
        test.publish("a/x", "4");

        assertThat(client.outlet().payloads()).containsExactly("2", "1", "3", "4");
    }

    @Test
    void aReplayTellsOfItsGap() {
        TestHub.Connected client = test.connect("a");
        test.publishMany("b", 1, 9);
        add(client, "r", Subscription.to("b").since(at(1)));
        add(client, "s", Subscription.to("c").since(new Cursor("stranger", 1)));

        assertThat(client.outlet().lines("open"))
                .contains("open " + at(4) + " gap evicted ref=r")
                .last()
                .asString()
                .endsWith(" gap epoch ref=s");
        assertThat(client.outlet().payloads()).containsExactly("5", "6", "7", "8", "9");
    }

    @Test
    void whatIsTakenBackIsHeardNoMore() {
        TestHub.Connected client = test.connect("a", "b");
        remove(client, "r", "b");
        test.publish("b", "1");
        test.publish("a", "2");

        assertThat(client.outlet().lines()).contains("ok ref=r");
        assertThat(client.outlet().payloads()).containsExactly("2");
    }

    @Test
    void whatAnotherPatternStillAsksForIsHeard() {
        TestHub.Connected client = test.connect("a/*", "a/x");
        remove(client, "r", "a/*");
        test.publish("a/x", "1");
        test.publish("a/y", "2");

        assertThat(client.outlet().payloads()).containsExactly("1");
        remove(client, "s", "never/asked/for");
        assertThat(client.outlet().lines()).contains("ok ref=s");
    }

    @Test
    void aReplayEndsWhenItsPatternIsTakenBack() {
        TestHub.Connected client = test.connect("a");
        test.publishMany("b", 1, 3);
        client.outlet().ready(false);
        client.subscriber().add(Optional.of("r"), Subscription.to("b").since(Cursor.EARLIEST));
        remove(client, "s", "b");
        client.outlet().ready(true);
        client.subscriber().wake();

        assertThat(client.outlet().payloads()).isEmpty();
        assertThat(client.outlet().lines()).contains("ok ref=s");
    }

    @Test
    void whoComesBackToATopicMissesWhatCameMeanwhileUnlessItAsks() {
        TestHub.Connected client = test.connect("a", "b");
        Cursor left = test.publish("b", "1");
        remove(client, "r", "b");
        test.publish("b", "2");
        add(client, "s", Subscription.to("b").since(left));
        test.publish("b", "3");

        assertThat(client.outlet().payloads()).containsExactly("1", "2", "3");
    }

    @Test
    void whoTookAllBackMayBeginAnew() {
        TestHub.Connected client = test.connect("a", "b/*");
        remove(client, "r", "a", "b/*");
        test.publish("a", "1");
        test.publish("b/x", "2");
        add(client, "s", Subscription.to("b/*"));
        test.publish("b/x", "3");

        assertThat(client.outlet().payloads()).containsExactly("3");
    }

    @Test
    void aRefusedOneChangesNothing() {
        try (TestHub closed = new TestHub(builder ->
                builder.authorizer((action, target, identity) -> !target.text().equals("secret")))) {
            TestHub.Connected client = closed.connect("a");

            assertThatExceptionOfType(DeniedException.class)
                    .isThrownBy(() -> client.subscriber().add(Optional.of("r"), Subscription.to("b", "secret")));
            closed.publish("b", "1");
            closed.publish("a", "2");
            assertThat(client.outlet().payloads()).containsExactly("2");
            assertThat(client.outlet().lines("open")).hasSize(1);
        }
    }

    @Test
    void aConnectionThatResumesAfterAReplayHasLostNothing() {
        TestHub.Connected client = test.connect("a");
        test.publish("room", "r1");
        test.publish("a", "2");
        add(client, "r", Subscription.to("room").since(Cursor.EARLIEST));
        Cursor place = client.subscriber().cursor();
        client.subscriber().lost();
        test.publish("room", "r3");

        assertThat(test.connect(Subscription.to("a", "room").since(place))
                        .outlet()
                        .payloads())
                .containsExactly("r3");
    }

    private void add(TestHub.Connected client, String ref, Subscription subscription) {
        client.subscriber().add(Optional.of(ref), subscription);
    }

    private void remove(TestHub.Connected client, String ref, String... patterns) {
        client.subscriber().remove(Optional.of(ref), Subscription.to(patterns).patterns());
    }

    private Cursor at(long offset) {
        return new Cursor(test.hub.head().epoch(), offset);
    }
}
