// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.TestHub.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PublishTest {
    private TestHub test = TestHub.with("push.event.max-bytes", "10", "push.publish.max-events", "3");

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void placesRiseOverAllTopics() {
        List<Cursor> places = List.of(test.publish("a", "1"), test.publish("b", "2"), test.publish("a", "3"));

        assertThat(places).extracting(Cursor::offset).containsExactly(1L, 2L, 3L);
        assertThat(test.hub.head()).isEqualTo(places.get(2));
    }

    @Test
    void aBatchLiesSideBySide() {
        RecordingOutlet outlet = test.connect("a", "b").outlet();
        List<Cursor> places = test.hub.publishAll(List.of(Event.text("a", "1"), Event.text("b", "2")));

        assertThat(places).extracting(Cursor::offset).containsExactly(1L, 2L);
        assertThat(outlet.payloads()).containsExactly("1", "2");
    }

    @Test
    void aBatchIsPublishedWholeOrNotAtAll() {
        RecordingOutlet outlet = test.connect("**").outlet();
        Event good = Event.text("a", "1");

        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> test.hub.publishAll(List.of(good, Event.text("a", "x".repeat(11)))));
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> test.hub.publishAll(List.of(good, Event.text("$kit/x", "1"))));
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> test.hub.publishAll(List.of(good, good, good, good)));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> test.hub.publishAll(List.of()));

        assertThat(outlet.payloads()).isEmpty();
        assertThat(test.hub.stats().published()).isZero();
        assertThat(test.hub.head().offset()).isZero();
    }

    @Test
    void aBatchOfTheNetworkIsAuthorizedEventByEvent() {
        replaceHub(builder -> builder.settings(TestHub.settings("push.publish.allow", "open/**")));
        List<Event> events = List.of(Event.text("open/a", "1"), Event.text("closed", "2"));

        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> test.hub.publish(new Publication(events, user("ann"), Optional.empty())))
                .withMessageContaining("closed");
        assertThat(test.hub.stats().published()).isZero();
    }

    @Test
    void theNetworkIsClosedByDefaultAndTheApplicationIsNot() {
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> test.hub.publish(Publication.of(Event.text("a", "1"), user("application"))));
        test.publish("a", "1");

        assertThat(test.hub.stats().published()).isEqualTo(1);
    }

    @Test
    void theKitsTopicsAreClosedToEverybody() {
        assertThatExceptionOfType(DeniedException.class).isThrownBy(() -> test.publish("$presence/x", "1"));
    }

    @Test
    void anInterceptorTransforms() {
        replaceHub(builder -> builder.interceptPublish((event, identity) -> Optional.of(
                        Event.text(event.topic().name(), event.payload().text().toUpperCase(java.util.Locale.ROOT))))
                .interceptPublish((event, identity) -> Optional.of(
                        Event.text("copy/" + event.topic(), event.payload().text()))));
        RecordingOutlet outlet = test.connect("**").outlet();
        test.publish("a", "x");

        assertThat(outlet.lines("event")).containsExactly("event " + test.hub.head() + " copy/a X");
    }

    @Test
    void anInterceptorVetoesTheWholeBatch() {
        replaceHub(builder -> builder.interceptPublish((event, identity) -> {
            if (event.payload().text().equals("bad")) {
                throw new DeniedException("bad word");
            }
            return Optional.of(event);
        }));

        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> test.hub.publishAll(List.of(Event.text("a", "good"), Event.text("a", "bad"))))
                .withMessage("bad word");
        assertThat(test.hub.stats().published()).isZero();
    }

    @Test
    void anInterceptorConsumes() {
        replaceHub(builder -> builder.interceptPublish((event, identity) ->
                Optional.of(event).filter(kept -> !event.payload().text().equals("eat"))));
        RecordingOutlet outlet = test.connect("**").outlet();
        Cursor head = test.publish("a", "1");

        assertThat(test.publish("a", "eat")).isEqualTo(head);
        List<Cursor> places =
                test.hub.publishAll(List.of(Event.text("a", "2"), Event.text("a", "eat"), Event.text("a", "3")));
        assertThat(places).extracting(Cursor::offset).containsExactly(2L, 3L, 3L);
        assertThat(outlet.payloads()).containsExactly("1", "2", "3");
    }

    @Test
    void whatAnInterceptorMakesIsCheckedToo() {
        replaceHub(builder -> builder.settings(TestHub.settings("push.event.max-bytes", "10"))
                .interceptPublish((event, identity) -> Optional.of(
                        event.topic().name().equals("a") ? Event.text("a", "x".repeat(11)) : Event.text("$kit", "x"))));

        assertThatExceptionOfType(TooLargeException.class).isThrownBy(() -> test.publish("a", "1"));
        assertThatExceptionOfType(DeniedException.class).isThrownBy(() -> test.publish("b", "1"));
    }

    @Test
    void anInterceptorMayPublishItself() {
        List<String> seen = new ArrayList<>();
        TestHub[] self = new TestHub[1];
        replaceHub(builder -> builder.interceptPublish((event, identity) -> {
                    seen.add(event.payload().text() + ' ' + identity.isApplication());
                    if (!identity.isApplication()) {
                        self[0].publish("audit", "audited");
                    }
                    return Optional.of(event);
                })
                .authorizer((action, target, identity) -> true));
        self[0] = test;
        test.hub.publish(Publication.of(Event.text("a", "1"), user("ann")));

        assertThat(seen).containsExactly("1 false", "audited true");
        assertThat(test.hub.stats().published()).isEqualTo(2);
    }

    private void replaceHub(java.util.function.Consumer<Hub.Builder> description) {
        test.close();
        test = new TestHub(description);
    }
}
