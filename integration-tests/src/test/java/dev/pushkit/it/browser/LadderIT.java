// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On every network that lets anything through, all events arrive once, in order, with nothing set by hand. */
@Tag("browser")
class LadderIT {
    private static final int EVENTS = Integer.getInteger("it.browser.events", 10_000);
    private static final int SECONDS = Integer.getInteger("it.browser.seconds", 15);
    private static final String ROOT = "demo/ladder";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<Fault, PageClient> CLIENTS = new EnumMap<>(Fault.class);
    private static final List<String> TABLE = new ArrayList<>();
    private static Stage stage;

    /** One publication for all networks at once: each has an origin and a window of its own. */
    @BeforeAll
    static void publishToAll() throws IOException {
        stage = Stage.open();
        for (Fault fault : Fault.values()) {
            Origin origin = stage.origin();
            Page page = stage.browser().openWindow(origin.blankPage());
            CLIENTS.put(fault, page.connect("{}"));
            fault.spoil(origin);
        }
        try (Publication numbers =
                Publication.spread(stage.sample().push(), ROOT, EVENTS, Duration.ofSeconds(SECONDS))) {
            CLIENTS.values().forEach(client -> client.subscribeFromTheStart(Publication.topic(ROOT)));
            numbers.awaitAll(EVENTS, Duration.ofSeconds(3L * SECONDS));
        }
    }

    @AfterAll
    static void close() throws IOException {
        if (stage != null) {
            stage.close();
            WorkFolder.write("ladder.txt", TABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingWhereTheNetworkIs(Fault fault) {
        PageClient client = CLIENTS.get(fault);
        Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(() -> assertThat(client.count())
                .as(client::story)
                .isGreaterThanOrEqualTo(EVENTS));
        TABLE.add("%-22s %-10s first event after %,6d ms, %3d errors told"
                .formatted(
                        fault,
                        client.transport(),
                        client.firstEvent(),
                        client.errors().size()));
        assertThat(Flaws.of(client.numbers(), EVENTS)).as(client::story).isEqualTo(Flaws.NONE);
        assertThat(client.gaps()).as(client::story).isEmpty();
        assertThat(client.transport()).as(client::story).contains(fault.rung);
    }
}
