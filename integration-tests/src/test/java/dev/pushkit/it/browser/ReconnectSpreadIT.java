// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients that have lost their server at once. */
@Tag("browser")
class ReconnectSpreadIT {
    // A browser holds WebSockets up where a process wants many at once.
    private static final int ORIGINS = 8;
    private static final int CLIENTS_EACH = 25;
    private static final int CLIENTS = ORIGINS * CLIENTS_EACH;
    // push.retry is 2 s and varies by a half.
    private static final long WINDOW_MILLIS = 3_000;
    private static final int BUCKETS = 10;

    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = Stage.open();
    }

    @AfterAll
    static void close() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void comeBackSpreadOverTheRetryWindow() throws IOException {
        List<Origin> origins = new ArrayList<>();
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < ORIGINS; i++) {
            origins.add(stage.origin());
            pages.add(open(origins.get(i)));
        }
        awaitAllConnected();
        long cut = System.currentTimeMillis();
        for (Origin origin : origins) {
            origin.proxy().reset();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> millisAfter(cut, pages).size() >= CLIENTS);
        awaitAllConnected();

        List<Long> millis = millisAfter(cut, pages);
        int[] buckets = new int[BUCKETS];
        millis.forEach(at -> buckets[(int) Math.min(BUCKETS - 1, at * BUCKETS / WINDOW_MILLIS)]++);
        write(buckets);
        assertThat(millis).hasSize(CLIENTS);
        assertThat(IntStream.of(buckets).max().orElseThrow())
                .as("the fullest bucket")
                .isLessThanOrEqualTo(3 * CLIENTS / BUCKETS);
    }

    private static Page open(Origin origin) {
        Page page = stage.browser().openWindow(origin.blankPage());
        page.run("""
                for (let i = 0; i < arguments[0]; i++) {
                  await it.connect('c' + i, { share: false, transports: ['websocket'] });
                  it.clients['c' + i].subscribe('demo/spread');
                }
                """, CLIENTS_EACH);
        return page;
    }

    // As the clients ask for them: a browser lets WebSockets through one after the other, and so would spread any rush.
    private static List<Long> millisAfter(long start, List<Page> pages) {
        return pages.stream()
                .flatMap(page ->
                        page.connections().stream().filter(at -> at >= start).limit(CLIENTS_EACH))
                .map(at -> at - start)
                .toList();
    }

    private static void awaitAllConnected() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> stage.sample().connections() == CLIENTS);
    }

    private static void write(int[] buckets) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            long from = i * WINDOW_MILLIS / BUCKETS;
            lines.add("from %,5d ms %3d %s".formatted(from, buckets[i], "#".repeat(buckets[i])));
        }
        WorkFolder.write("reconnect-spread.txt", lines);
    }
}
