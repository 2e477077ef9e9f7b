// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.TestHub.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AuthorizerTest {
    private final List<String> asked = new ArrayList<>();
    // Everybody may listen where no segment is "secret"; patterns are let in.
    private final TestHub test = new TestHub(builder -> builder.authorizer((action, target, identity) -> {
        asked.add(action + " " + target + " " + identity);
        return !target.text().contains("secret");
    }));

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void refusesATopicByName() {
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> test.connect("open", "secret"))
                .withMessageContaining("secret");
        assertThat(test.hub.stats().connectionCount()).isZero();
        assertThat(test.hub.stats().topics()).isZero();
    }

    @Test
    void aTopicDeniedUnderAPatternNeverLeaks() {
        test.publish("a/secret", "kept");
        RecordingOutlet outlet =
                test.connect(Subscription.to("**").since(Cursor.EARLIEST)).outlet();
        test.publish("a/open", "1");
        test.publish("a/secret", "2");
        test.publish("b/secret", "3");
        test.publish("b/open", "4");

        assertThat(outlet.payloads()).containsExactly("1", "4");
        assertThat(String.join("\n", outlet.lines())).doesNotContain("secret");
    }

    @Test
    void aTopicDeniedUnderAPatternNeverLeaksIntoAPoll() {
        test.publish("a/secret", "1");
        test.publish("a/open", "2");
        Subscription subscription = Subscription.to("a/*").since(Cursor.EARLIEST);
        assertThat(test.hub.poll(subscription, Duration.ZERO).join().events()).hasSize(1);

        CompletableFuture<Batch> held = test.hub.poll(Subscription.to("a/*"), Duration.ofSeconds(25));
        test.publish("a/secret", "3");
        assertThat(held).isNotDone();
        test.publish("a/open", "4");
        assertThat(held.join().events())
                .extracting(event -> event.event().payload().text())
                .containsExactly("4");
    }

    @Test
    void whatADeniedTopicLosesIsNoGap() {
        TestHub.Connected client = test.connect("a/*");
        test.publish("a/open", "1");
        client.outlet().ready(false);
        test.publishMany("a/secret", 1, 3_000);
        client.outlet().ready(true);
        client.subscriber().wake();
        test.publish("a/open", "2");

        assertThat(client.outlet().payloads()).containsExactly("1", "2");
        assertThat(client.outlet().lines("gap")).isEmpty();
    }

    @Test
    void isAskedOnceForEachTopicOfAPattern() {
        test.connect(Subscription.to("a/*").as(user("ann")));
        assertThat(asked).containsExactly("SUBSCRIBE a/* ann");
        test.publishMany("a/x", 1, 5);
        test.publishMany("a/y", 1, 5);
        test.publishMany("a/x", 1, 5);

        assertThat(asked).containsExactly("SUBSCRIBE a/* ann", "SUBSCRIBE a/x ann", "SUBSCRIBE a/y ann");
    }

    @Test
    void isNotAskedAgainForATopicNamedInTheSubscription() {
        test.connect("a/x", "a/*");
        test.publish("a/x", "1");

        assertThat(asked).containsExactly("SUBSCRIBE a/x anonymous", "SUBSCRIBE a/* anonymous");
    }

    @Test
    void isAskedAboutPublishingWithTheTopicItself() {
        test.hub.publish(Publication.of(Event.text("a/x", "1"), user("ann")));
        test.publish("a/secret", "the application may");

        assertThat(asked).containsExactly("PUBLISH a/x ann");
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> test.hub.publish(Publication.of(Event.text("secret", "1"), user("ann"))));
    }

    @Test
    void aSubscribeInterceptorComesFirst() {
        try (TestHub other = new TestHub(builder -> builder.interceptSubscribe(subscription -> {
                    if (subscription.patterns().contains(TopicPattern.of("veto"))) {
                        throw new DeniedException("vetoed");
                    }
                    return Subscription.to("rewritten").as(subscription.identity());
                })
                .authorizer((action, target, identity) -> target.text().equals("rewritten")))) {
            RecordingOutlet outlet = other.connect("original").outlet();
            other.publish("original", "1");
            other.publish("rewritten", "2");

            assertThat(outlet.payloads()).containsExactly("2");
            assertThatExceptionOfType(DeniedException.class)
                    .isThrownBy(() -> other.connect("veto"))
                    .withMessage("vetoed");
        }
    }

    @Test
    void oneThatThrowsEndsTheConnectionAndLeaksNothing() {
        try (TestHub other = new TestHub(builder -> builder.authorizer((action, target, identity) -> {
            if (target.text().equals("a/bad")) {
                throw new IllegalStateException("on purpose");
            }
            return true;
        }))) {
            RecordingOutlet wild = other.connect("a/*").outlet();
            RecordingOutlet named = other.connect("b").outlet();
            CompletableFuture<Batch> poll = other.hub.poll(Subscription.to("a/*"), Duration.ofSeconds(25));
            other.publish("a/bad", "1");
            other.publish("b", "2");

            assertThat(wild.payloads()).isEmpty();
            assertThat(wild.closedWith()).contains(CloseReason.FAILED);
            assertThat(poll).isCompletedExceptionally();
            assertThat(named.payloads()).containsExactly("2");
            assertThat(other.hub.stats().connectionCount()).isEqualTo(1);
        }
    }
}
