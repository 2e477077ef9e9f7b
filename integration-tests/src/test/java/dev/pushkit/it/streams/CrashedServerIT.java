// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.browser.SampleServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while much is appended. */
@Tag("streams")
class CrashedServerIT {
    private static final int ROUNDS = Integer.getInteger("it.kill.rounds", 3);
    private static final int STREAMS = 4;
    private static final long LONGEST_LIFE_MILLIS = 1_500;

    @TempDir
    Path folder;

    @Test
    void keepsAllThatWasAcknowledgedOnceAndInOrder() throws Exception {
        Random random = new Random(7);
        List<LineAppender> appenders = new ArrayList<>();
        try (SampleServer server = SampleServer.start(Map.of("push.streams.dir", folder.toString()))) {
            for (int i = 0; i < STREAMS; i++) {
                appenders.add(LineAppender.create(server.push().resolve("streams/demo/lines-" + i)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                List<Thread> threads = appenders.stream()
                        .map(appender -> new Thread(appender, "appender"))
                        .toList();
                threads.forEach(Thread::start);
                // How long it lives is what is tried: the test waits for nothing here.
                TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_LIFE_MILLIS));
                server.kill();
                for (Thread thread : threads) {
                    thread.join(TimeUnit.SECONDS.toMillis(30));
                    assertThat(thread.isAlive()).isFalse();
                }
                server.start();
                server.awaitUp();
                for (LineAppender appender : appenders) {
                    appender.check();
                }
            }
        }
        assertThat(appenders)
                .allSatisfy(appender -> assertThat(appender.acknowledged()).isGreaterThan(ROUNDS));
        System.out.printf(
                "%d kills, %d lines acknowledged on %d streams, all there%n",
                ROUNDS, appenders.stream().mapToLong(LineAppender::acknowledged).sum(), STREAMS);
    }
}
