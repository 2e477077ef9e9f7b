// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RequestRule;
import dev.pushkit.it.client.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is none, or answers nonsense: the page is told why, and nobody is asked in a hurry. */
@Tag("browser")
class BadServerIT {
    private static final Duration WATCHED = Duration.ofSeconds(5);
    // Some rounds of all five rungs: the wait between two doubles, but chance may make the first ones short.
    private static final int MANY = 30;

    private static final Map<Nonsense, Origin> ORIGINS = new EnumMap<>(Nonsense.class);
    private static final Map<Nonsense, PageClient> CLIENTS = new EnumMap<>(Nonsense.class);
    private static final Map<Nonsense, Integer> REQUESTS = new EnumMap<>(Nonsense.class);
    private static Stage stage;

    /** What the server answers to everything. */
    private enum Nonsense {
        NOTHING("{}", "unreachable", request -> Verdict.CUT),
        HTML("{}", "not-push", all(200, "text/html", "<!DOCTYPE html><p>Please log in</p>")),
        UNAUTHORIZED("{}", "refused", all(401, "text/plain", "who?")),
        FORBIDDEN("{}", "refused", all(403, "text/plain", "no")),
        NOT_FOUND("{}", "refused", all(404, "text/plain", "what?")),
        FAILURE("{}", "refused", all(500, "text/plain", "oh")),
        GARBAGE_SSE("{ transports: ['sse'] }", "data", all(200, "text/event-stream", "data:{]\n\n")),
        GARBAGE_STREAM("{ transports: ['stream'] }", "data", all(200, "application/x-ndjson", "{]\n")),
        GARBAGE_POLL("{ transports: ['poll'] }", "data", all(200, "application/json", "{]"));

        private final String options;
        private final String reason;
        private final RequestRule rule;

        Nonsense(String options, String reason, RequestRule rule) {
            this.options = options;
            this.reason = reason;
            this.rule = rule;
        }

        private static RequestRule all(int status, String type, String body) {
            return request ->
                    request.path().equals("/push/client.js") ? Verdict.PASS : Verdict.answer(status, type, body);
        }
    }

    /** All of them at once, since each is only watched for a while. */
    @BeforeAll
    static void askAll() throws IOException {
        stage = Stage.open();
        for (Nonsense nonsense : Nonsense.values()) {
            Origin origin = stage.origin();
            ORIGINS.put(nonsense, origin);
            CLIENTS.put(nonsense, connect(origin, nonsense.rule, nonsense.options));
        }
        Awaitility.await("each has told of an error, and had time for many requests")
                .pollDelay(WATCHED)
                .atMost(WATCHED.plusSeconds(10))
                .until(() -> CLIENTS.values().stream()
                        .noneMatch(client -> client.errors().isEmpty()));
        ORIGINS.forEach(
                (nonsense, origin) -> REQUESTS.put(nonsense, origin.requests().size()));
    }

    @AfterAll
    static void close() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    private static PageClient connect(Origin origin, RequestRule rule, String options) {
        PageClient client = stage.browser().openWindow(origin.blankPage()).connect(options);
        origin.rule(rule);
        origin.proxy().reset();
        origin.forgetRequests();
        return client.subscribe("demo/bad");
    }

    @ParameterizedTest
    @EnumSource
    void isToldWithAReasonAndAskedInPeace(Nonsense nonsense) {
        PageClient client = CLIENTS.get(nonsense);
        assertThat(REQUESTS.get(nonsense)).as(client::story).isBetween(1, MANY);
        assertThat(client.errors()).as(client::story).contains(nonsense.reason);
        assertThat(client.state()).as(client::story).isNotEqualTo("open");
        assertThat(client.count()).isZero();
    }

    @Test
    void isToldToBeUnreachableWhereNobodyListens() throws IOException {
        Origin origin = stage.origin();
        PageClient client = stage.browser().openWindow(origin.blankPage()).connect("{}");
        origin.close();
        client.subscribe("demo/bad");
        Awaitility.await().during(WATCHED).atMost(WATCHED.plusSeconds(1)).untilAsserted(() -> assertThat(
                        client.page().connections())
                .as(client::story)
                .hasSizeBetween(1, MANY));
        assertThat(client.errors()).as(client::story).containsOnly("unreachable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse", "stream"})
    void anEventThatIsTooLargeIsToldAndTheNextArrives(String transport) throws IOException {
        String topic = "demo/large/" + transport;
        PageClient client = stage.browser()
                .openWindow(stage.origin().blankPage())
                .connect("{ share: false, maxEvent: 1000, transports: ['" + transport + "'] }")
                .follow(topic);
        client.publish(topic, "x".repeat(2_000));
        client.publish(topic, 1);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(client.numbers()).as(client::story).containsExactly(1L));
        assertThat(client.errors()).as(client::story).containsExactly("too-large");
        assertThat(client.state()).isEqualTo("open");
    }

    @Test
    void isAskedOnceMoreWithAFreshTokenAfterA401() throws IOException {
        Origin origin = stage.origin();
        Verdict unauthorized = Verdict.answer(401, "text/plain", "who?");
        PageClient client = connect(
                origin,
                request -> request.header("Authorization")
                                .filter("Bearer fresh"::equals)
                                .isPresent()
                        ? Verdict.PASS
                        : unauthorized,
                "{ transports: ['sse'], getToken: async () => (it.asked = (it.asked ?? 0) + 1) > 1 ? 'fresh' : 'stale' }");
        client.awaitOpen(Duration.ofSeconds(5));
        assertThat(client.page().run("return it.asked;")).isEqualTo(2L);
        assertThat(client.errors()).as(client::story).isEmpty();
        assertThat(origin.requests()).hasSize(2);
    }

    @Test
    void aHandlerThatThrowsIsToldAndHarmsNoOther() throws IOException {
        Origin origin = stage.origin();
        PageClient client = connect(origin, request -> Verdict.PASS, "{}");
        client.page().run("""
                it.clients.only.push.subscribe('demo/bad', () => { throw new Error('on purpose'); });
                """);
        client.awaitOpen(Duration.ofSeconds(10));
        for (int i = 0; i < 3; i++) {
            client.publish("demo/bad", i);
        }
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(client.numbers()).as(client::story).isEqualTo(List.of(0L, 1L, 2L)));
        assertThat(client.errors()).as(client::story).containsExactly("handler", "handler", "handler");
        assertThat(client.state()).isEqualTo("open");
    }
}
