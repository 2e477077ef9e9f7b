// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.RawWebSocket;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same promises, whatever carries them. */
@ArquillianTest
@RunAsClient
class TransportContractIT {
    private static final int EVENTS = 50;

    private final String root = "demo/" + UUID.randomUUID();
    private final String topic = root + "/a";

    @ArquillianResource
    private URI base;

    private URI push;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Wars.sampleArchive();
    }

    @BeforeEach
    void aim() {
        push = base.resolve("push/");
    }

    @Shows({Feature.SHORT_POLL, Feature.LONG_POLL, Feature.SSE, Feature.STREAM, Feature.WEBSOCKET})
    @ParameterizedTest
    @EnumSource
    void deliversInOrderUnderTheIdsThatThePublisherGot(Transport transport, TestReporter reporter) throws IOException {
        new Figures(reporter).of(Feature.valueOf(transport.name()));
        try (Publisher publisher = Publisher.connect(push);
                Follower follower = Follower.open(transport, push, List.of(topic), cursor(publisher))) {
            List<String> published = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                published.add(publisher.publish(topic, "event " + i) + " event " + i);
            }
            assertThat(events(follower, EVENTS)).isEqualTo(published);
        }
    }

    @Shows(Feature.RESUME)
    @ParameterizedTest
    @EnumSource
    void resumesCompleteAfterTheLastEventThatWasSeen(Transport transport) throws IOException {
        try (Publisher publisher = Publisher.connect(push)) {
            String first = publisher.publish(topic, "seen");
            String second = publisher.publish(topic, "missed");
            try (Follower follower = Follower.open(transport, push, List.of(topic), first)) {
                assertThat(events(follower, 1)).containsExactly(second + " missed");
            }
        }
    }

    @Shows(Feature.RESUME)
    @ParameterizedTest
    @EnumSource
    void replaysFromTheEarliestWithoutAGap(Transport transport) throws IOException {
        try (Publisher publisher = Publisher.connect(push)) {
            String first = publisher.publish(topic, "old");
            try (Follower follower = Follower.open(transport, push, List.of(topic), "earliest")) {
                assertThat(events(follower, 1)).containsExactly(first + " old");
            }
        }
    }

    @Shows(Feature.GAP)
    @ParameterizedTest
    @EnumSource
    void tellsAGapForACursorOfAnotherHubAndGoesOnWithTheOldest(Transport transport) throws IOException {
        try (Publisher publisher = Publisher.connect(push)) {
            String first = publisher.publish(topic, "kept");
            try (Follower follower = Follower.open(transport, push, List.of(topic), "another-17")) {
                Arrival gap = follower.next().orElseThrow();
                assertThat(gap.isGap()).as("%s", gap.json()).isTrue();
                assertThat(events(follower, 1)).containsExactly(first + " kept");
            }
        }
    }

    @Shows(Feature.GAP)
    @ParameterizedTest
    @EnumSource
    void tellsAGapForACursorThatIsNoLongerKept(Transport transport) throws IOException {
        // Its topics keep ten events.
        URI forgetful = TestBed.of(App.SHORT_MEMORY).push();
        try (Publisher publisher = Publisher.connect(forgetful)) {
            List<String> published = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                published.add(publisher.publish(topic, "event " + i) + " event " + i);
            }
            String first = published.get(0).split(" ", 2)[0];
            try (Follower follower = Follower.open(transport, forgetful, List.of(topic), first)) {
                Arrival gap = follower.next().orElseThrow();
                assertThat(gap.isGap()).as("%s", gap.json()).isTrue();
                assertThat(gap.json().getString("reason")).isEqualTo("evicted");
                assertThat(events(follower, 10)).isEqualTo(published.subList(2, 12));
            }
        }
    }

    @Shows({Feature.SHORT_POLL, Feature.LONG_POLL, Feature.SSE, Feature.STREAM, Feature.WEBSOCKET})
    @ParameterizedTest
    @EnumSource
    void followsSeveralTopicsAndPatternsInOneOrder(Transport transport, TestReporter reporter) throws IOException {
        new Figures(reporter).of(Feature.valueOf(transport.name()));
        List<String> topics = List.of(root + "/one", root + "/*/deep", root + "/rest/**");
        try (Publisher publisher = Publisher.connect(push);
                Follower follower = Follower.open(transport, push, topics, cursor(publisher))) {
            List<String> published = new ArrayList<>();
            for (String name : List.of("one", "x/deep", "other", "rest/1/2/3", "y/deep", "rest", "one")) {
                String id = publisher.publish(root + "/" + name, name);
                if (!name.equals("other") && !name.equals("rest")) {
                    published.add(id + " " + name);
                }
            }
            assertThat(events(follower, published.size())).isEqualTo(published);
        }
    }

    @Shows({Feature.SHORT_POLL, Feature.LONG_POLL, Feature.SSE, Feature.STREAM, Feature.WEBSOCKET})
    @ParameterizedTest
    @EnumSource
    void carriesEveryCharacterAndEmptyText(Transport transport, TestReporter reporter) throws IOException {
        new Figures(reporter).of(Feature.valueOf(transport.name()));
        String text = " a\nb\r\nc\rd\u2028\u0000\u001f\"\\ \uD83D\uDE80 \u00e9";
        try (Publisher publisher = Publisher.connect(push);
                Follower follower = Follower.open(transport, push, List.of(topic), cursor(publisher))) {
            String first = publisher.publish(topic, text);
            String second = publisher.publish(topic, "");
            assertThat(events(follower, 2)).containsExactly(first + " " + text, second + " ");
        }
    }

    @Shows(Feature.BAD_INPUT)
    @ParameterizedTest
    @EnumSource
    void refusesABadTopic(Transport transport) {
        assertThatThrownBy(() -> {
                    try (Follower follower = Follower.open(transport, push, List.of("a//b"), "latest")) {
                        Arrival refused = follower.next().orElseThrow();
                        throw new IOException("" + refused.json().getInt("code"));
                    }
                })
                .hasMessageContaining("400");
    }

    @Shows(Feature.BAD_INPUT)
    @ParameterizedTest
    @EnumSource
    void refusesAForeignOrigin(Transport transport) throws IOException {
        try (RawHttp http = RawHttp.connect(push)) {
            RawRequest request = request(transport).header("Origin", "https://evil.example");
            RawResponse response = http.send(request);
            if (transport == Transport.WEBSOCKET) {
                assertThat(response.status()).as("refused all the same").isGreaterThanOrEqualTo(400);
            }
            if (transport == Transport.WEBSOCKET && response.status() != 403) {
                Servers.needs(Ability.ANSWERS_REFUSED_HANDSHAKES);
            }
            assertThat(response.status()).isEqualTo(403);
        }
    }

    private RawRequest request(Transport transport) {
        String query = "?topic=" + topic;
        return switch (transport) {
            case SSE -> RawRequest.get(push.getRawPath() + "sse" + query);
            case STREAM -> RawRequest.get(push.getRawPath() + "stream" + query);
            case WEBSOCKET -> RawWebSocket.handshake(push.getRawPath() + "ws" + query, Map.of());
            case LONG_POLL -> RawRequest.get(push.getRawPath() + "poll" + query + "&wait=1");
            case SHORT_POLL -> RawRequest.get(push.getRawPath() + "poll" + query);
        };
    }

    // A place to start from that is this test's own.
    private String cursor(Publisher publisher) throws IOException {
        return publisher.publish(root + "/start", "start");
    }

    private static List<String> events(Follower follower, int count) throws IOException {
        List<String> events = new ArrayList<>();
        while (events.size() < count) {
            Arrival arrival = follower.next().orElseThrow();
            if (arrival.isEvent()) {
                events.add(arrival.cursor() + " " + arrival.data());
            }
        }
        return events;
    }
}
