// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.TestHub.publication;
import static dev.pushkit.TestHub.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IdempotencyTest {
    private static final Identity ANN = user("ann");
    private static final Event EVENT = Event.text("a", "1");

    private final AtomicInteger intercepted = new AtomicInteger();
    private volatile PublishInterceptor interceptor = (event, identity) -> Optional.of(event);
    private final TestHub test = new TestHub(
            builder -> builder.settings(TestHub.settings("push.publish.allow", "**", "push.idempotency.keys", "3"))
                    .interceptPublish((event, identity) -> {
                        intercepted.incrementAndGet();
                        return interceptor.intercept(event, identity);
                    }));

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndPublishesNothing() {
        List<Cursor> first = test.hub.publish(publication(ANN, "k", EVENT));
        List<Cursor> repeat = test.hub.publish(publication(ANN, "k", Event.text("a", "another body")));

        assertThat(repeat).isEqualTo(first);
        assertThat(test.hub.stats().published()).isEqualTo(1);
        assertThat(intercepted).hasValue(1);
    }

    @Test
    void aKeyCountsPerIdentityAndTopic() {
        test.hub.publish(publication(ANN, "k", EVENT));
        test.hub.publish(publication(user("bob"), "k", EVENT));
        test.hub.publish(publication(ANN, "k", Event.text("b", "1")));

        assertThat(test.hub.stats().published()).isEqualTo(3);
    }

    @Test
    void somebodyNamedAnonymousIsNotNobody() {
        test.hub.publish(publication(Identity.ANONYMOUS, "k", EVENT));
        test.hub.publish(publication(user("anonymous"), "k", EVENT));

        assertThat(test.hub.stats().published()).isEqualTo(2);
    }

    @Test
    void aBatchHasAKeyToo() {
        List<Cursor> first = test.hub.publish(publication(ANN, "k", EVENT, Event.text("b", "2")));

        assertThat(test.hub.publish(publication(ANN, "k", EVENT, Event.text("b", "2"))))
                .isEqualTo(first);
        assertThat(test.hub.stats().published()).isEqualTo(2);
    }

    @Test
    void isForgottenAtTheEndOfTheWindow() {
        test.hub.publish(publication(ANN, "k", EVENT));
        test.ticker.advance(Duration.ofMinutes(5));
        test.hub.publish(publication(ANN, "k", EVENT));
        assertThat(test.hub.stats().published()).isEqualTo(1);

        test.ticker.advance(Duration.ofMillis(1));
        test.hub.publish(publication(ANN, "k", EVENT));
        assertThat(test.hub.stats().published()).isEqualTo(2);
    }

    @Test
    void aFirstThatFailedIsNotRemembered() {
        interceptor = (event, identity) -> {
            throw new DeniedException("not now");
        };
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> test.hub.publish(publication(ANN, "k", EVENT)));
        interceptor = (event, identity) -> Optional.of(event);
        test.hub.publish(publication(ANN, "k", EVENT));

        assertThat(test.hub.stats().published()).isEqualTo(1);
    }

    @Test
    void aRepeatWaitsForAFirstThatIsStillAtIt() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        interceptor = (event, identity) -> {
            inside.countDown();
            await(gate);
            return Optional.of(event);
        };
        CompletableFuture<List<Cursor>> first =
                CompletableFuture.supplyAsync(() -> test.hub.publish(publication(ANN, "k", EVENT)));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<List<Cursor>> repeat =
                CompletableFuture.supplyAsync(() -> test.hub.publish(publication(ANN, "k", EVENT)));
        assertThat(repeat).isNotDone();
        gate.countDown();

        assertThat(repeat.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(first.join());
        assertThat(test.hub.stats().published()).isEqualTo(1);
    }

    @Test
    void aRepeatOfAFirstThatFailsMeanwhileFailsLikeIt() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        interceptor = (event, identity) -> {
            inside.countDown();
            await(gate);
            throw new DeniedException("no");
        };
        CompletableFuture<List<Cursor>> first =
                CompletableFuture.supplyAsync(() -> test.hub.publish(publication(ANN, "k", EVENT)));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<List<Cursor>> repeat =
                CompletableFuture.supplyAsync(() -> test.hub.publish(publication(ANN, "k", EVENT)));
        gate.countDown();

        assertThat(first).failsWithin(Duration.ofSeconds(10));
        assertThat(repeat)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(DeniedException.class);
    }

    @Test
    void remembersOnlySoManyKeys() {
        for (int i = 0; i < 3; i++) {
            test.hub.publish(publication(ANN, "k" + i, EVENT));
        }

        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> test.hub.publish(publication(ANN, "k3", EVENT)))
                .satisfies(refusal -> assertThat(refusal.isOwnFault()).isFalse());
        test.ticker.advance(Duration.ofMinutes(6));
        test.hub.publish(publication(ANN, "k3", EVENT));
    }

    @Test
    void refusesAKeyThatIsEmptyOrEndless() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> publication(ANN, "", EVENT));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> publication(ANN, "k".repeat(256), EVENT))
                .withMessageContaining("255");
    }

    @Test
    void permissionIsAskedForBeforeTheKey() {
        test.hub.publish(publication(ANN, "k", EVENT));

        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> test.hub.publish(publication(ANN, "k", Event.text("$kit", "1"))));
    }

    private static void await(CountDownLatch gate) {
        try {
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
