// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.TestHub.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HubObserverTest {
    @Test
    void learnsWhatHappens() {
        List<String> heard = new ArrayList<>();
        HubSettings settings = TestHub.settings("push.retention.events", "1");
        try (TestHub test = new TestHub(builder -> builder.settings(settings).observer(new Recording(heard)))) {
            TestHub.Connected client =
                    test.connect(Subscription.to("a").as(user("ann")).over("sse"));
            test.hub.publishAll(List.of(Event.text("b", "1"), Event.text("a", "2")));
            client.outlet().ready(false);
            test.publishMany("a", 3, 5);
            client.outlet().ready(true);
            client.subscriber().wake();
            client.subscriber().close(CloseReason.EXPIRED);
            test.hub.poll(Subscription.to("a"), Duration.ZERO).join();
        }

        assertThat(heard)
                .containsExactly(
                        "connected sse",
                        "delivered 1",
                        "published b 1",
                        "published a 2",
                        "published a 3",
                        "published a 4",
                        "published a 5",
                        "gap slow",
                        "delivered 1",
                        "disconnected expired");
    }

    @Test
    void isIgnoredWhenItThrows() {
        HubObserver failing = new HubObserver() {
            @Override
            public void published(Event event, Cursor place) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void connected(Subscription subscription) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void delivered(Subscription subscription, int count) {
                throw new LinkageError("on purpose");
            }

            @Override
            public void disconnected(Subscription subscription, CloseReason reason) {
                throw new IllegalStateException("on purpose");
            }
        };
        try (TestHub test = new TestHub(builder -> builder.observer(failing))) {
            TestHub.Connected client = test.connect("a");
            test.publishMany("a", 1, 2);
            client.subscriber().close(CloseReason.EXPIRED);

            assertThat(client.outlet().payloads()).containsExactly("1", "2");
            assertThat(client.outlet().closedWith()).contains(CloseReason.EXPIRED);
            assertThat(test.hub.stats().delivered()).isEqualTo(2);
            assertThat(test.hub.stats().connectionCount()).isZero();
        }
    }

    private record Recording(List<String> heard) implements HubObserver {
        @Override
        public void published(Event event, Cursor place) {
            heard.add("published " + event.topic() + ' ' + event.payload().text());
        }

        @Override
        public void connected(Subscription subscription) {
            heard.add("connected " + subscription.transport());
        }

        @Override
        public void delivered(Subscription subscription, int count) {
            heard.add("delivered " + count);
        }

        @Override
        public void gap(Subscription subscription, GapReason reason) {
            heard.add("gap " + reason);
        }

        @Override
        public void disconnected(Subscription subscription, CloseReason reason) {
            heard.add("disconnected " + reason);
        }
    }
}
