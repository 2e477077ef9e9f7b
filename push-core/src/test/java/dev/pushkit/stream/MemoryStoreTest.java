// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest {
    @Test
    void countsNothingThatItRefuses() throws StorageFullException {
        MemoryStore store = new MemoryStore(100);
        store.take(60);

        assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> store.take(41));
        assertThat(store.bytes()).isEqualTo(60);
        store.take(40);
        store.take(0);
        store.give(100);
        assertThat(store.bytes()).isZero();
    }

    @Test
    void refusesNobodyForTheSakeOfAnotherThatItRefuses() throws StorageFullException {
        MemoryStore store = new MemoryStore(100);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> greedy = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> store.take(101));
            }
        });
        try {
            for (int i = 0; i < 200_000; i++) {
                store.take(50);
                store.give(50);
            }
        } finally {
            over.set(true);
            greedy.join();
        }
    }
}
