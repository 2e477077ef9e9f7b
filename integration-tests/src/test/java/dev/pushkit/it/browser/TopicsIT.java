// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics that come and go on a connection that others use. */
@Tag("browser")
class TopicsIT {
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
    @ValueSource(strings = {"websocket", "sse", "long-poll"})
    void losesNothingWhileAnotherPageSubscribesAndLeaves(String transport) throws IOException {
        Origin origin = stage.origin();
        String root = "demo/topics/" + transport;
        String options = "{ transports: ['" + transport + "'] }";
        PageClient steady =
                stage.browser().openWindow(origin.blankPage()).connect(options).follow(root + "/*");
        PageClient restless = stage.browser().openWindow(origin.blankPage()).connect(options);
        Publication numbers = Publication.steady(stage.sample().push(), root);
        try (numbers) {
            restless.page().run("""
                    const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
                    for (let i = 0; i < 8; i++) {
                      const other = it.clients.only.push.subscribe('demo/other/' + i, () => {});
                      await pause(50 * i);
                      other.close();
                      await pause(50);
                    }
                    """);
            restless.subscribeFromTheStart(Publication.topic(root));
            numbers.awaitMore(5);
        }
        for (PageClient client : List.of(steady, restless)) {
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(client.count()).as(client::story).isGreaterThanOrEqualTo(numbers.published()));
            assertThat(Flaws.of(client.numbers(), numbers.published()))
                    .as(client::story)
                    .isEqualTo(Flaws.NONE);
        }
        assertThat(steady.longestPause()).as(steady::story).isLessThan(5_000);
    }
}
