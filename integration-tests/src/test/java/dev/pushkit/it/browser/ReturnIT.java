// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page that was away, or whose network was, goes on where it stopped, and without waiting out its backoff. */
@Tag("browser")
class ReturnIT {
    private static final int LONG_MILLIS = 6_000;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String HALF_AN_HOUR_LATER = "const now = Date.now; Date.now = () => now() + 30 * 60_000;";

    private static Stage stage;

    private final String root = "demo/return/" + System.nanoTime();

    @BeforeAll
    static void open() throws IOException {
        stage = Stage.open();
    }

    @AfterEach
    void clear() throws IOException {
        stage.clear();
    }

    @AfterAll
    static void close() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    private PageClient follow(Origin origin) {
        return stage.browser().openWindow(origin.blankPage()).connect("{}").follow(Publication.topic(root));
    }

    private static void awaitFlawless(PageClient client, Publication numbers, Duration patience) {
        int total = numbers.published();
        Awaitility.await()
                .atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(client.count()).as(client::story).isGreaterThanOrEqualTo(total));
        assertThat(Flaws.of(client.numbers().subList(0, total), total))
                .as(client::story)
                .isEqualTo(Flaws.NONE);
        assertThat(client.gaps()).as(client::story).isEmpty();
    }

    private void offline(Page page, boolean offline) {
        page.driver();
        stage.browser()
                .driver()
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Lets all tries fail until the next one is far away; chance could make it near. */
    private static void awaitLongBackoff(PageClient client, Origin origin) {
        client.page().run("Math.random = () => 0.999;");
        origin.proxy().refuse(true);
        origin.proxy().reset();
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(client.delay())
                .as(client::story)
                .isGreaterThan(LONG_MILLIS));
    }

    @Test
    void connectsAtOnceWhenTheNetworkIsBack() throws IOException {
        Origin origin = stage.origin();
        PageClient client = follow(origin);
        try (Publication numbers = Publication.steady(stage.sample().push(), root)) {
            numbers.awaitMore(5);
            offline(client.page(), true);
            awaitLongBackoff(client, origin);
            origin.proxy().refuse(false);
            offline(client.page(), false);
            awaitFlawless(client, numbers, SOON);
        }
    }

    @Test
    void connectsAtOnceWhenTheComputerHasSleptWhileItWaited() throws IOException {
        Origin origin = stage.origin();
        PageClient client = follow(origin);
        try (Publication numbers = Publication.steady(stage.sample().push(), root)) {
            numbers.awaitMore(5);
            awaitLongBackoff(client, origin);
            origin.proxy().refuse(false);
            client.page().run(HALF_AN_HOUR_LATER);
            awaitFlawless(client, numbers, SOON);
        }
    }

    @Test
    void connectsAnewInTheSameWayWhenTheComputerHasSleptWhileItListened() throws IOException {
        Origin origin = stage.origin();
        PageClient client = follow(origin);
        try (Publication numbers = Publication.steady(stage.sample().push(), root)) {
            numbers.awaitMore(5);
            origin.proxy().blackHole(true);
            numbers.awaitMore(20);
            int before = origin.proxy().accepted();
            client.page().run(HALF_AN_HOUR_LATER);
            // Far earlier than after two heartbeats of silence.
            Awaitility.await("another connection").atMost(SOON).untilAsserted(() -> assertThat(
                            origin.proxy().accepted())
                    .as(client::story)
                    .isGreaterThan(before));
            origin.proxy().blackHole(false);
            awaitFlawless(client, numbers, SOON);
            assertThat(client.transport()).as(client::story).isEqualTo("websocket");
        }
    }

    @Test
    void goesOnWhenItsPageComesOutOfTheBackForwardCache() throws IOException {
        Origin origin = stage.origin();
        PageClient client = follow(origin);
        Page page = client.page();
        try (Publication numbers = Publication.steady(stage.sample().push(), root)) {
            numbers.awaitMore(5);
            page.driver().get(origin.blankPage().resolve("app.css").toString());
            numbers.awaitMore(10);
            assertThat(page.run("return typeof it;")).isEqualTo("undefined");
            page.driver().navigate().back();
            assertThat(page.run("return typeof it;"))
                    .as(() -> "Not restored: "
                            + page.run("return JSON.stringify("
                                    + "performance.getEntriesByType('navigation')[0].notRestoredReasons);"))
                    .isEqualTo("object");
            awaitFlawless(client, numbers, Duration.ofSeconds(5));
        }
    }
}
