// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
    @TempDir
    Path folder;

    @Test
    void isHeldByOne() throws IOException {
        FolderLock lock = FolderLock.take(folder);
        assertThatIOException().isThrownBy(() -> FolderLock.take(folder)).withMessageContaining(folder.toString());
        lock.release(true);
        lock.release(true);
        FolderLock.take(folder).release(false);
    }

    @Test
    void isHeldThroughInterrupts() throws IOException {
        Thread.currentThread().interrupt();
        FolderLock lock = FolderLock.take(folder);
        assertThatIOException().isThrownBy(() -> FolderLock.take(folder));
        lock.release(true);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(wasSafe()).isTrue();
    }

    @Test
    void tellsOnceWhetherAllWasSafe() throws IOException {
        assertThat(wasSafe()).isFalse();
        FolderLock.take(folder).release(true);
        assertThat(wasSafe()).isTrue();
        assertThat(wasSafe()).isFalse();
    }

    @Test
    void aStoreIsSafeOnceItForcedAll() throws IOException {
        try (FileStore store = FileStore.open(folder, FsyncPolicy.INTERVAL, 0)) {
            store.recover();
            LogBytes.append(store.create(LogBytes.header("a1")), "Hello");
        }
        try (FileStore store = FileStore.open(folder, FsyncPolicy.NEVER, 0)) {
            assertThat(store.wasSafe()).isTrue();
            LogBytes.append(store.recover().get(0), "more");
        }
        try (FileStore store = FileStore.open(folder, FsyncPolicy.NEVER, 0)) {
            assertThat(store.wasSafe()).isFalse();
            assertThat(LogBytes.text(store.recover().get(0))).isEqualTo("Hellomore");
        }
    }

    @Test
    void aStoreThatNobodyLookedAtIsNoSafer() throws IOException {
        FileStore.open(folder, FsyncPolicy.ALWAYS, 0).close();
        try (FileStore store = FileStore.open(folder, FsyncPolicy.ALWAYS, 0)) {
            assertThat(store.wasSafe()).isFalse();
            Commit commit = new Commit(1, false, false, Optional.empty(), Optional.empty());
            store.recover();
            store.create(LogBytes.header("a1")).append(Slice.of(new byte[1]), commit, false);
        }
        FileStore.open(folder, FsyncPolicy.ALWAYS, 0).close();
        try (FileStore store = FileStore.open(folder, FsyncPolicy.ALWAYS, 0)) {
            assertThat(store.wasSafe()).isTrue();
        }
    }

    private boolean wasSafe() throws IOException {
        FolderLock lock = FolderLock.take(folder);
        lock.release(false);
        return lock.wasSafe();
    }
}
