// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DaemonThreadsTest {
    private final DaemonThreads threads = new DaemonThreads("push-test");

    @Test
    void runWithTheLoaderOfWhoMadeThem() {
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
        threads.newThread(() -> seen.complete(Thread.currentThread().getContextClassLoader()))
                .start();

        assertThat(seen.orTimeout(5, TimeUnit.SECONDS).join())
                .isEqualTo(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void keepNoLoaderOnceTheyHaveEndedHoweverThatWas() throws InterruptedException {
        Thread ended = threads.newThread(() -> {});
        Thread failed = threads.newThread(() -> {
            throw new IllegalStateException("on purpose");
        });
        failed.setUncaughtExceptionHandler((thread, failure) -> {});
        ended.start();
        failed.start();
        ended.join(5_000);
        failed.join(5_000);

        assertThat(ended.isAlive()).isFalse();
        assertThat(ended.getContextClassLoader()).isNull();
        assertThat(failed.getContextClassLoader()).isNull();
    }
}
