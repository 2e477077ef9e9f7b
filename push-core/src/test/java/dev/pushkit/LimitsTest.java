// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.TestHub.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private static final Duration HOLD = Duration.ofSeconds(25);

    private final TestHub test = TestHub.with(
            "push.connections", "4",
            "push.connections-per-user", "2",
            "push.connections-per-address", "3",
            "push.topics", "3",
            "push.topics-per-subscription", "5",
            "push.event.max-bytes", "8");

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void soManyConnections() {
        TestHub.Connected first = test.connect("a");
        test.connect("a");
        test.hub.subscribe(Subscription.to("a"), event -> {});
        CompletableFuture<Batch> held = test.hub.poll(Subscription.to("a"), HOLD);

        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> test.connect("a"))
                .satisfies(refusal -> {
                    assertThat(refusal.isOwnFault()).isFalse();
                    assertThat(refusal.retryAfter()).isPositive();
                });
        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> test.hub.poll(Subscription.to("a"), HOLD));
        test.hub.poll(Subscription.to("a"), Duration.ZERO).join();

        first.subscriber().close(CloseReason.CLIENT);
        test.connect("a");
        held.cancel(false);
        test.connect("a");
    }

    @Test
    void soManyOfAUser() {
        Subscription anns = Subscription.to("a").as(user("ann"));
        TestHub.Connected first = test.connect(anns);
        test.connect(anns);

        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> test.connect(anns))
                .satisfies(refusal -> assertThat(refusal.isOwnFault()).isTrue());
        test.connect(Subscription.to("a").as(user("bob")));
        first.subscriber().lost();
        test.connect(anns);
    }

    @Test
    void soManyFromAnAddress() {
        Identity guest = new Identity(Optional.empty(), role -> false, Optional.of("192.0.2.1"));
        for (int i = 0; i < 3; i++) {
            test.connect(Subscription.to("a").as(guest));
        }

        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> test.connect(Subscription.to("a").as(guest)))
                .satisfies(refusal -> assertThat(refusal.isOwnFault()).isTrue());
    }

    @Test
    void whoIsRefusedIsNotCounted() {
        Subscription anns = Subscription.to("a").as(user("ann"));
        test.connect(anns);
        test.connect(anns);
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> test.connect(anns));
        }

        assertThat(test.hub.stats().connectionCount()).isEqualTo(2);
        test.connect("a");
        test.connect("a");
    }

    @Test
    void soManyTopicsWithEvents() {
        test.connect("asked/for", "but/empty", "as/yet", "wild/*");
        test.publish("a", "1");
        test.publish("b", "1");
        test.publish("c", "1");

        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> test.publish("d", "1"));
        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> test.publish("asked/for", "1"));
        test.publish("a", "goes on");
    }

    @Test
    void aBatchBringsNoMoreTopicsThanThereMayBe() {
        test.publish("a", "1");
        List<Event> events =
                IntStream.range(0, 3).mapToObj(i -> Event.text("t/" + i, "1")).toList();

        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> test.hub.publishAll(events));
        assertThat(test.hub.stats().published()).isEqualTo(1);
        test.hub.publishAll(events.subList(0, 2));
    }

    @Test
    void soManyTopicsOfASubscription() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> test.connect("1", "2", "3", "4", "5", "6"))
                .withMessageContaining("5");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> test.hub.poll(Subscription.to("1", "2", "3", "4", "5", "6"), HOLD));
        assertThat(test.hub.stats().connectionCount()).isZero();
    }

    @Test
    void soManyTopicsOfAConnection() {
        TestHub.Connected client = test.connect("1", "2", "3");
        client.subscriber().add(Optional.empty(), Subscription.to("4", "5"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> client.subscriber().add(Optional.empty(), Subscription.to("6")));

        client.subscriber().remove(Optional.empty(), Subscription.to("1").patterns());
        client.subscriber().add(Optional.empty(), Subscription.to("6"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> client.subscriber().add(Optional.empty(), Subscription.to("7")));
    }

    @Test
    void patternsThatAreThereAlreadyCountOnce() {
        TestHub.Connected client = test.connect("1", "2", "3");
        for (int i = 0; i < 20; i++) {
            client.subscriber().add(Optional.empty(), Subscription.to("1", "2"));
        }
        client.subscriber().add(Optional.empty(), Subscription.to("4", "5"));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> client.subscriber().add(Optional.empty(), Subscription.to("6")));
    }

    @Test
    void commandsThatNobodyCarriesOutCloseTheConnection() {
        TestHub.Connected client = test.connect("a");
        client.outlet().ready(false);
        for (int i = 0; i < 3_000; i++) {
            client.subscriber().say(new Control.Ok(Optional.empty(), Optional.empty()));
        }
        client.outlet().ready(true);
        client.subscriber().wake();

        assertThat(client.outlet().lines()).last().isEqualTo("close slow");
        assertThat(client.outlet().closedWith()).contains(CloseReason.SLOW);
    }

    @Test
    void soManyBytesOfAnEvent() {
        test.publish("a", "12345678");
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> test.publish("a", "123456789"))
                .withMessageContaining("8");
        assertThatExceptionOfType(TooLargeException.class).isThrownBy(() -> test.publish("a", "äääää"));
    }
}
