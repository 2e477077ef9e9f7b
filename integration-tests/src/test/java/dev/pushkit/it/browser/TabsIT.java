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

    // Each test has a server to count on, without what another has left there.
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

    /** One tab, of which every second follows everything and the others one topic each. */
    private record Tab(int index, PageClient client) {
        Flaws flaws(int published) {
            List<Long> numbers = client.numbers();
            return index % 2 == 0
                    ? Flaws.of(numbers, published)
                    : Flaws.of(numbers.stream().map(number -> number / TABS).toList(), published / TABS);
        }
    }

    private Tab open(int index, Origin origin, String options, String root) {
        PageClient client = stage.browser().openTab(origin.blankPage()).connect(options);
        return new Tab(index, client.follow(root + "/" + (index % 2 == 0 ? "*" : index)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"sse | { transports: ['sse'] }", "ladder | {}"})
    void goOnWhileTheTabsThatHoldTheirConnectionAreClosed(String name, String options) throws IOException {
        Origin origin = stage.origin();
        String root = "demo/tabs/" + name;
        List<Tab> tabs = new ArrayList<>(IntStream.range(0, TABS)
                .mapToObj(i -> open(i, origin, options, root))
                .toList());
        Publication numbers = Publication.steady(stage.sample().push(), root, TABS);
        try (numbers) {
            numbers.awaitMore(5 * TABS);
            awaitOneConnection();
            assertThat(millisOfARequest(tabs.get(TABS - 1).client().page())).isLessThan(1_000);
            for (int i = 0; i < LEADERS; i++) {
                Tab leader = leader(tabs);
                // The last has no time for what the others say meanwhile.
                keepBusy(
                        tabs.get(tabs.size() - 1).client().page(),
                        leader.client().page());
                leader.client().page().close();
                tabs.remove(leader);
                numbers.awaitMore(25 * TABS);
                awaitOneConnection();
            }
        }
        for (Tab tab : tabs) {
            PageClient client = tab.client();
            Awaitility.await().untilAsserted(() -> assertThat(
                            tab.flaws(numbers.published()).lost())
                    .as(client::story)
                    .isZero());
            assertThat(tab.flaws(numbers.published())).as(client::story).isEqualTo(Flaws.NONE);
            assertThat(client.gaps()).as(client::story).isEmpty();
        }
        for (Tab tab : tabs.subList(0, tabs.size() - 1)) {
            assertThat(tab.client().longestPause()).as(tab.client()::story).isLessThan(2_000);
        }
    }

    // The server sees that the reader of a stream has gone when it writes the next events.
    private void awaitOneConnection() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(stage.sample().connections()).isEqualTo(1));
    }

    // The first that has opened a connection of its own; where that is none, any will do.
    private static Tab leader(List<Tab> tabs) {
        return tabs.stream()
                .filter(tab -> !tab.client().page().connections().isEmpty())
                .findFirst()
                .orElse(tabs.get(0));
    }

    // Told by the other, since the driver would wait for it, and a timer in the background comes a second late.
    private static void keepBusy(Page page, Page other) {
        page.run("""
                new BroadcastChannel('busy').onmessage = () => {
                  const end = performance.now() + 1_500;
                  while (performance.now() < end);
                };
                """);
        other.run("new BroadcastChannel('busy').postMessage(0);");
    }

    private static long millisOfARequest(Page page) {
        return (Long) page.run("""
                const start = performance.now();
                await (await fetch('/push/health')).text();
                return Math.round(performance.now() - start);
                """);
    }
}
