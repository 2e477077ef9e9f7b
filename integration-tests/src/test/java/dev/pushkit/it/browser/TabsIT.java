// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More tabs of one origin than a browser opens connections to it. */
@Tag("browser")
class TabsIT {
    private static final int TABS = 8;
    private static final int LEADERS = 3;
    private Stage stage;

    // The server notices only later that a stream's reader has gone, so each test has its own to count on.
    @BeforeEach
    void open() throws IOException {
        stage = Stage.open();
    }

    @AfterEach
    void close() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"sse | { transports: ['sse'] }", "ladder | {}"})
    void goOnWhileTheTabsThatHoldTheirConnectionAreClosed(String name, String options) throws IOException {
        Origin origin = stage.origin();
        String root = "demo/tabs/" + name;
        List<PageClient> tabs = new ArrayList<>(IntStream.range(0, TABS)
                .mapToObj(i -> stage.browser()
                        .openTab(origin.blankPage())
                        .connect(options)
                        .follow(Publication.topic(root)))
                .toList());
        Publication numbers = Publication.steady(stage.sample().push(), root);
        try (numbers) {
            numbers.awaitMore(5);
            assertThat(stage.sample().connections()).isEqualTo(1);
            assertThat(millisOfARequest(tabs.get(TABS - 1).page())).isLessThan(1_000);
            for (int i = 0; i < LEADERS; i++) {
                PageClient leader = leader(tabs);
                leader.page().close();
                tabs.remove(leader);
                numbers.awaitMore(25);
            }
        }
        for (PageClient tab : tabs) {
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(tab.count()).as(tab::story).isGreaterThanOrEqualTo(numbers.published()));
            assertThat(Flaws.of(tab.numbers(), numbers.published()))
                    .as(tab::story)
                    .isEqualTo(Flaws.NONE);
            assertThat(tab.gaps()).as(tab::story).isEmpty();
            assertThat(tab.longestPause()).as(tab::story).isLessThan(2_000);
        }
        assertThat(stage.sample().connections()).isEqualTo(1);
    }

    // The first that has opened a connection of its own; where that is none, any will do.
    private static PageClient leader(List<PageClient> tabs) {
        return tabs.stream()
                .filter(tab -> !tab.page().connections().isEmpty())
                .findFirst()
                .orElse(tabs.get(0));
    }

    private static long millisOfARequest(Page page) {
        return (Long) page.run("""
                const start = performance.now();
                await (await fetch('/push/health')).text();
                return Math.round(performance.now() - start);
                """);
    }
}
