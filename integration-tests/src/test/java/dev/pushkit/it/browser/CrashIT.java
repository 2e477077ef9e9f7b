// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.SequencePublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages whose server has crashed and lives again at its old address. */
@Tag("browser")
class CrashIT {
    private static final String ROOT = "demo/crash";
    private static final String TOPIC = Publication.topic(ROOT);
    // The server says half a second or so; some tries have failed meanwhile, each after a longer wait, up to some 8 s.
    private static final Duration BOUND = Duration.ofSeconds(12);

    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = Stage.open(Map.of("push.retry", "500ms"));
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

    @Test
    void eightTabsThatShareAConnectionAllComeBackAndHearOfTheGap() throws IOException {
        Origin origin = stage.origin();
        comeBack(IntStream.range(0, 8)
                .mapToObj(i -> stage.browser()
                        .openTab(origin.blankPage())
                        .connect("{}")
                        .follow(TOPIC))
                .toList());
    }

    @Test
    void clientsOfOnePageAllComeBackAndHearOfTheGap() throws IOException {
        Page page = stage.browser().openWindow(stage.origin().blankPage());
        comeBack(List.of("first", "second", "third").stream()
                .map(name -> page.connect(name, "{ share: false }").follow(TOPIC))
                .toList());
    }

    private static void comeBack(List<PageClient> clients) throws IOException {
        new SequencePublisher(stage.sample().push(), ROOT, 1).publish(3);
        awaitAll(clients, 3, BOUND);
        stage.sample().kill();
        stage.sample().start();
        stage.sample().awaitUp();
        new SequencePublisher(stage.sample().push(), ROOT, 1).publish(3);
        awaitAll(clients, 6, BOUND);
        for (PageClient client : clients) {
            assertThat(client.numbers()).as(client::story).containsExactly(0L, 1L, 2L, 0L, 1L, 2L);
            assertThat(client.gaps()).as(client::story).containsExactly("epoch");
            assertThat(client.state()).isEqualTo("open");
        }
    }

    private static void awaitAll(List<PageClient> clients, int count, Duration patience) {
        Awaitility.await().atMost(patience).untilAsserted(() -> assertThat(clients)
                .allSatisfy(
                        client -> assertThat(client.count()).as(client::story).isEqualTo(count)));
    }
}
