// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.Transport;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Wars;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample: its pages and its game, and every transport, which takes up where another was cut. */
@ArquillianTest
@RunAsClient
class SampleIT {
    private final String topic = "demo/" + UUID.randomUUID();

    @ArquillianResource
    private URI base;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Wars.sampleArchive();
    }

    @Shows(Feature.RESUME)
    @ParameterizedTest
    @EnumSource
    void takesUpWhereAnotherTransportWasCut(Transport last) throws IOException {
        URI push = base.resolve("push/");
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        try (Publisher publisher = Publisher.connect(push)) {
            String cursor = publisher.publish(topic, "before");
            for (Transport first : Transport.values()) {
                for (Transport transport : List.of(first, last)) {
                    expected.add(publisher.publish(topic, "missed by " + transport) + " missed by " + transport);
                    try (Follower follower = Follower.open(transport, push, List.of(topic), cursor)) {
                        cursor = nextEvent(follower, seen);
                        expected.add(publisher.publish(topic, "seen by " + transport) + " seen by " + transport);
                        cursor = nextEvent(follower, seen);
                        follower.connection().reset();
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "side-by-side.html",
                "chat.html",
                "ticker.html",
                "notifications.html",
                "game.html",
                "htmx.html",
                "eventsource.html",
                "fetch-event-source.html"
            })
    void servesItsPagesUnderAStrictPolicy(String page) throws Exception {
        HttpResponse<String> response = get(page);
        assertThat(response.body()).contains("<!doctype html>", "app.css");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"push/client.js", "push/client.js.map", "lib/htmx.min.js", "lib/sse.js", "lib/uPlot.esm.js"})
    void servesItsScripts(String script) throws Exception {
        HttpResponse<String> response = get(script);
        assertThat(response.body()).hasSizeGreaterThan(5_000);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).containsPattern("javascript|json");
    }

    @Test
    void decidesItselfWhereAPlayerIs() throws IOException {
        URI push = base.resolve("push/");
        String player = "p-" + UUID.randomUUID();
        try (Follower follower = Follower.open(Transport.SSE, push, List.of("demo/game/moves"), "");
                RawHttp http = RawHttp.connect(base)) {
            for (double wish : List.of(0.01, 0.99)) {
                String move = "{\"player\":\"" + player + "\",\"name\":\"Ann\",\"x\":" + wish + ",\"y\":0.5}";
                RawResponse response = http.send(
                        RawRequest.post(push.getRawPath() + "publish?topic=demo/game/moves", "application/json", move));
                assertThat(response.text()).contains("id");
                assertThat(response.status()).isEqualTo(201);
            }
            JsonObject first = nextMove(follower, player);
            JsonObject second = nextMove(follower, player);
            double way = Math.abs(second.getJsonNumber("x").doubleValue()
                    - first.getJsonNumber("x").doubleValue());
            assertThat(way).as("what a player can go at once").isLessThan(0.9);
            assertThat(second.getInt("score")).isNotNegative();
        }
    }

    private JsonObject nextMove(Follower follower, String player) throws IOException {
        while (true) {
            Arrival arrival = follower.next().orElseThrow();
            if (arrival.isEvent()
                    && arrival.json().getJsonObject("data").getString("player").equals(player)) {
                return arrival.json().getJsonObject("data");
            }
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        // Open Liberty hangs where a welcome page is asked for with an upgrade to HTTP/2
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String nextEvent(Follower follower, List<String> seen) throws IOException {
        while (true) {
            Arrival arrival = follower.next().orElseThrow();
            assertThat(arrival.isGap()).as("%s", arrival.json()).isFalse();
            if (arrival.isEvent()) {
                seen.add(arrival.cursor() + " " + arrival.data());
                return arrival.cursor();
            }
        }
    }
}
