// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.CloseReason;
import dev.pushkit.Control;
import dev.pushkit.Hub;
import dev.pushkit.HubSettings;
import dev.pushkit.Identity;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandHandlerTest {
    private static final String PING = "{\"op\":\"ping\",\"ref\":\"p\"}";

    private final Hub hub = Hub.builder()
            .settings(HubSettings.defaults()
                    .with("push.publish.allow", "demo/**")
                    .with("push.topics-per-subscription", "2")
                    .with("push.event.max-bytes", "10")
                    .with("push.websocket.max-errors", "3")
                    .with("push.websocket.max-bytes", "300")
                    .with("push.websocket.max-rate", "10"))
            .build();
    private final FakeSession fake = new FakeSession();
    private final WebSocketOutlet outlet = new WebSocketOutlet(fake.session);
    private final RecordingSubscriber subscriber = new RecordingSubscriber();
    private final AtomicLong clock = new AtomicLong();
    private final CommandHandler handler = new CommandHandler(hub, Identity.ANONYMOUS, subscriber, outlet, clock::get);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void answersAPublishWithItsPlace() {
        handler.onText("{\"op\":\"publish\",\"ref\":1,\"topic\":\"demo/x\",\"data\":{}}");
        assertThat(subscriber.said).containsExactly(new Control.Ok(Optional.of("1"), Optional.of(hub.head())));
    }

    @Test
    void answersARefusedPublishWithItsReason() {
        handler.onText("{\"op\":\"publish\",\"topic\":\"other\",\"data\":1}");
        handler.onText("{\"op\":\"publish\",\"topic\":\"$x\",\"data\":1}");
        handler.onText("{\"op\":\"publish\",\"topic\":\"demo/x\",\"data\":\"far too much text\"}");
        handler.onText("{\"op\":\"publish\",\"topic\":\"demo/*\",\"data\":1}");
        assertThat(subscriber.refusals()).containsExactly(403, 403, 413, 400);
        hub.close();
        handler.onText("{\"op\":\"publish\",\"topic\":\"demo/x\",\"data\":1}");
        assertThat(subscriber.refusals()).endsWith(503);
    }

    @Test
    void passesSubscriptionsOnWithTheIdentity() {
        handler.onText("{\"op\":\"subscribe\",\"topics\":[\"a\",\"b\"]}");
        handler.onText("{\"op\":\"unsubscribe\",\"topics\":[\"a\"]}");
        assertThat(subscriber.added).singleElement().satisfies(added -> {
            assertThat(added.identity()).isEqualTo(Identity.ANONYMOUS);
            assertThat(added.transport()).isEqualTo("websocket");
        });
        assertThat(subscriber.removed).hasSize(1);
    }

    @Test
    void boundsAnUnsubscribe() {
        handler.onText("{\"op\":\"unsubscribe\",\"topics\":[\"a\",\"b\",\"c\"]}");
        assertThat(subscriber.refusals()).containsExactly(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{} {}", "{\"op\":\"dance\"}", "{\"ref\":1}", "\u0000"})
    void endsAfterTooManyMessagesThatAreNoCommands(String message) {
        for (int i = 0; i < 3; i++) {
            handler.onText(message);
        }
        assertThat(subscriber.refusals()).containsExactly(400, 400, 400);
        assertThat(subscriber.closed).isEmpty();
        handler.onText(message);
        assertThat(subscriber.closed).contains(CloseReason.DENIED);
        handler.onText(PING);
        assertThat(subscriber.said).hasSize(3);
    }

    @Test
    void countsBinaryMessagesAsBad() {
        for (int i = 0; i < 4; i++) {
            handler.onBinary();
        }
        assertThat(subscriber.refusals()).containsExactly(400, 400, 400);
        assertThat(subscriber.closed).contains(CloseReason.DENIED);
    }

    @Test
    void forgivesMistakesInKnownCommands() {
        for (int i = 0; i < 10; i++) {
            handler.onText("{\"op\":\"subscribe\",\"topics\":[]}");
        }
        assertThat(subscriber.refusals()).hasSize(10).containsOnly(400);
        assertThat(subscriber.closed).isEmpty();
    }

    @Test
    void refusesWhatIsOverTheRateAndEndsWhatGoesOn() {
        for (int i = 0; i < 25; i++) {
            handler.onText(PING);
        }
        assertThat(subscriber.said).hasSize(25);
        assertThat(subscriber.refusals()).hasSize(5).containsOnly(429);
        assertThat(subscriber.said.get(24))
                .isInstanceOfSatisfying(Control.Refused.class, refused -> assertThat(refused.ref())
                        .contains("p"));
        for (int i = 0; i < 95; i++) {
            handler.onText(PING);
        }
        assertThat(subscriber.closed).isEmpty();
        handler.onText(PING);
        assertThat(subscriber.closed).contains(CloseReason.DENIED);
    }

    @Test
    void endsAFloodThatTheRateLetsThroughInPart() {
        for (int i = 0; i < 400 && subscriber.closed.isEmpty(); i++) {
            clock.addAndGet(20_000_000);
            handler.onText(PING);
        }
        assertThat(subscriber.closed).contains(CloseReason.DENIED);
    }

    @Test
    void forgivesAClientThatIsSeldomOverTheRate() {
        for (int i = 0; i < 4_000; i++) {
            clock.addAndGet(95_000_000);
            handler.onText(PING);
        }
        assertThat(subscriber.refusals()).isNotEmpty();
        assertThat(subscriber.closed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\ud83d\ude00"})
    void countsTheBytesOfAMessage(String character) {
        int width = character.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        String wrap = "{\"op\":\"ping\",\"x\":\"\"}";
        int most = (300 - wrap.length()) / width;
        handler.onText(wrap.replace("\"\"", '"' + character.repeat(most) + '"'));
        assertThat(subscriber.closed).isEmpty();
        handler.onText(wrap.replace("\"\"", '"' + character.repeat(most + 1) + '"'));
        assertThat(subscriber.closed).contains(CloseReason.DENIED);
        outlet.close(CloseReason.DENIED);
        assertThat(fake.closes.get(0).getCloseCode().getCode()).isEqualTo(1009);
    }

    @Test
    void survivesNumbersBeyondReason() {
        handler.onText("{\"op\":\"ping\",\"ref\":" + "9".repeat(250) + "}");
        handler.onText("{\"op\":\"ping\",\"ref\":1e999999999}");
        handler.onText("{\"op\":\"publish\",\"topic\":\"demo/x\",\"data\":1e999999999}");
        assertThat(subscriber.said).hasSize(3);
    }
}
