// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each transport by itself. */
@Tag("browser")
class RungIT {
    private static Stage stage;

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

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse", "stream", "long-poll", "poll"})
    void carriesAllEventsAndGoesOnAfterACut(String transport) throws IOException {
        Origin origin = stage.origin();
        String root = "demo/rung/" + transport;
        PageClient client = stage.browser()
                .openWindow(origin.blankPage())
                .connect("{ share: false, interval: 500, transports: ['" + transport + "'] }")
                .follow(Publication.topic(root));
        assertThat(client.transport()).isEqualTo(transport);
        Publication numbers = Publication.steady(stage.sample().push(), root);
        try (numbers) {
            numbers.awaitMore(5);
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(client.count()).as(client::story).isPositive());
            origin.proxy().reset();
            numbers.awaitMore(5);
            client.awaitOpen(Duration.ofSeconds(15));
            numbers.awaitMore(5);
        }
        int total = numbers.published();
        Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(client.count())
                .as(client::story)
                .isGreaterThanOrEqualTo(total));
        assertThat(Flaws.of(client.numbers(), total)).as(client::story).isEqualTo(Flaws.NONE);
        assertThat(client.gaps()).as(client::story).isEmpty();
        assertThat(client.transport()).isEqualTo(transport);
    }
}
