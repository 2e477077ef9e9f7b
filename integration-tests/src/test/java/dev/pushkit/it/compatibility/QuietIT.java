// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections on which nothing happens outlive every idle limit of their container.
 *
 * <p>The servers of all rows that this build has tried wait at the same time; {@code it.quiet} names others.
 */
@Tag("slow")
@Shows({Feature.QUIET_STREAM, Feature.QUIET_WEBSOCKET})
class QuietIT {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration DEADLINE = START.plus(QuietServer.QUIET).plusMinutes(1);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final Map<String, Future<QuietServer>> SERVERS = new LinkedHashMap<>();

    static Stream<Arguments> rowsAndFeatures() throws IOException {
        return rows().stream().flatMap(row -> Stream.of(Feature.QUIET_STREAM, Feature.QUIET_WEBSOCKET)
                .map(feature -> Arguments.of(row, feature)));
    }

    private static List<String> rows() throws IOException {
        String named = System.getProperty("it.quiet", "").strip();
        return named.isEmpty()
                ? RowFiles.read().values().stream()
                        .filter(row -> row.absent().isEmpty() && row.failure().isEmpty())
                        .map(Row::id)
                        .toList()
                : List.of(named.split("[\\s,]+"));
    }

    @BeforeAll
    static void waitEverywhere() throws IOException {
        for (String row : rows()) {
            SERVERS.put(row, THREADS.submit(() -> QuietServer.waitOn(row, THREADS)));
        }
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("rowsAndFeatures")
    void deliversOnTheSameConnectionAfterTwoMinutes(String row, Feature feature, TestReporter reporter)
            throws ExecutionException, InterruptedException, TimeoutException {
        Figures figures = new Figures(reporter);
        figures.in(row);
        figures.of(feature);
        QuietServer server = SERVERS.get(row).get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(server.broken(feature)).isEmpty();
        figures.took("", server.lived());
    }
}
