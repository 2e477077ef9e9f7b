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
    // A browser opens WebSockets to one origin one after the other, and holds them up where a process wants many.
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
        for (int i = 0; i < ORIGINS; i++) {
            origins.add(stage.origin());
        }
        origins.forEach(ReconnectSpreadIT::connectSome);
        awaitAllConnected();
        origins.forEach(Origin::forgetRequests);
        long cut = System.nanoTime();
        origins.forEach(origin -> origin.proxy().reset());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> millis(origins, cut).size() >= CLIENTS);
        awaitAllConnected();

        List<Long> millis = millis(origins, cut);
        int[] buckets = new int[BUCKETS];
        millis.forEach(at -> buckets[(int) Math.min(BUCKETS - 1, at * BUCKETS / WINDOW_MILLIS)]++);
        write(buckets);
        assertThat(millis).hasSize(CLIENTS);
        assertThat(IntStream.of(buckets).max().orElseThrow())
                .as("the fullest bucket")
                .isLessThanOrEqualTo(3 * CLIENTS / BUCKETS);
    }

    private static void connectSome(Origin origin) {
        stage.browser().openWindow(origin.blankPage()).run("""
                for (let i = 0; i < arguments[0]; i++) {
                  await it.connect('c' + i, { share: false, transports: ['websocket'] });
                  it.clients['c' + i].subscribe('demo/spread');
                }
                """, CLIENTS_EACH);
    }

    private static List<Long> millis(List<Origin> origins, long since) {
        return origins.stream()
                .flatMap(origin -> origin.requests().stream())
                .map(request -> (request.nanos() - since) / 1_000_000)
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
