// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenFilesTest {
    private static final int FILES = 16;
    private static final Path HANDLES = Path.of("/proc/self/fd");

    @TempDir
    Path folder;

    @Test
    void manyLogsShareFewHandles() throws IOException {
        assumeThat(HANDLES).exists();
        FileStore store = FileStore.open(folder, FsyncPolicy.INTERVAL, 0, new DiskSizes(100, 1_000, FILES));
        List<StreamLog> logs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            logs.add(store.create(LogBytes.header("a" + i)));
        }
        for (int round = 0; round < 3; round++) {
            for (StreamLog log : logs) {
                LogBytes.append(log, LogBytes.random(60, round));
                LogBytes.readAll(log);
            }
            store.sync();
            // With the lock.
            assertThat(handles()).hasSizeBetween(2, FILES + 1);
        }
        for (StreamLog log : logs.subList(0, 99)) {
            log.remove();
        }
        assertThat(handles()).hasSizeLessThanOrEqualTo(4).noneMatch(file -> file.contains("deleted"));
        store.close();
        assertThat(handles()).isEmpty();
    }

    @Test
    void damagedLogsLeaveNoHandles() throws IOException {
        assumeThat(HANDLES).exists();
        try (FileStore store = FileStore.open(folder, FsyncPolicy.NEVER, 0)) {
            LogBytes.append(store.create(LogBytes.header("a1")), "Hello");
        }
        Files.write(folder.resolve("a1/0000000000000009"), new byte[3]);
        try (FileStore store = FileStore.open(folder, FsyncPolicy.NEVER, 0)) {
            assertThat(store.recover()).isEmpty();
            assertThat(handles()).hasSize(1);
        }
    }

    private List<String> handles() throws IOException {
        List<String> files = new ArrayList<>();
        try (var handles = Files.list(HANDLES)) {
            for (Path handle : handles.toList()) {
                try {
                    files.add(Files.readSymbolicLink(handle).toString());
                } catch (IOException e) {
                    // It was that of this list.
                }
            }
        }
        String here = folder.toRealPath().toString();
        files.removeIf(file -> !file.startsWith(here));
        return files;
    }

    @Test
    void anInterruptedReaderReadsAndStaysInterrupted() throws IOException {
        try (FileStore store = FileStore.open(folder, FsyncPolicy.ALWAYS, 0)) {
            StreamLog log = store.create(LogBytes.header("a1"));
            Thread.currentThread().interrupt();
            LogBytes.append(log, "Hello");

            assertThat(LogBytes.text(log)).isEqualTo("Hello");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void interruptsHarmNobodyElse() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (FileStore store = FileStore.open(folder, FsyncPolicy.NEVER, 0, new DiskSizes(5_000, 2_000, 4))) {
            StreamLog log = store.create(LogBytes.header("a1"));
            byte[] all = LogBytes.random(100_000, 5);
            LogBytes.append(log, new byte[0]);
            AtomicLong tail = new AtomicLong();
            AtomicBoolean done = new AtomicBoolean();
            Readers readers = new Readers(log, tail, done, all);
            List<CompletableFuture<Long>> reads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                boolean interrupted = i > 0;
                reads.add(CompletableFuture.supplyAsync(() -> readers.read(interrupted), threads));
            }
            for (int at = 0; at < all.length; at += 100) {
                if (at % 700 == 0) {
                    Thread.currentThread().interrupt();
                }
                LogBytes.append(log, Arrays.copyOfRange(all, at, at + 100));
                tail.set(at + 100);
                Thread.interrupted();
            }
            done.set(true);
            for (CompletableFuture<Long> read : reads) {
                assertThat(read.get(60, TimeUnit.SECONDS)).isPositive();
            }
            assertThat(LogBytes.readAll(log)).isEqualTo(all);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Read pieces of what is there, until all is, and compare them. */
    private record Readers(StreamLog log, AtomicLong tail, AtomicBoolean done, byte[] all) {
        long read(boolean interrupted) {
            ReadBuffer buffer = new ReadBuffer(1_000);
            long count = 0;
            long position = 0;
            while (!done.get() || count == 0) {
                int there = (int) (tail.get() - position);
                if (there > 0) {
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    count += compare(position, there, buffer);
                    if (interrupted && !Thread.interrupted()) {
                        throw new AssertionError("The interrupt was lost.");
                    }
                }
                position = there > 0 ? position + Math.min(there, 300) : 0;
            }
            return count;
        }

        private int compare(long position, int most, ReadBuffer buffer) {
            try {
                Slice slice = log.read(position, most, buffer);
                int at = (int) position;
                if (!Arrays.equals(
                        slice.array(), slice.offset(), slice.offset() + slice.length(), all, at, at + slice.length())) {
                    throw new AssertionError("Other bytes at " + position);
                }
                return slice.length();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
