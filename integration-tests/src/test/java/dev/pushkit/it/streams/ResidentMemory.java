// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Watches how much memory a process has, as the kernel counts it. */
final class ResidentMemory implements AutoCloseable {
    private static final long EVERY_MILLIS = 100;

    private final Path status;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong peak = new AtomicLong();

    private ResidentMemory(long pid) {
        status = Path.of("/proc", Long.toString(pid), "status");
    }

    static boolean isKnown() {
        return Files.exists(Path.of("/proc/self/status"));
    }

    static ResidentMemory watch(long pid) {
        ResidentMemory memory = new ResidentMemory(pid);
        memory.timer.scheduleAtFixedRate(memory::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return memory;
    }

    /** The bytes at this moment. */
    long now() throws IOException {
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum()
                << 10;
    }

    /** The most since the last call. */
    long peak() {
        return peak.getAndSet(0);
    }

    private void look() {
        try {
            long bytes = now();
            peak.accumulateAndGet(bytes, Math::max);
        } catch (IOException e) {
            timer.shutdown();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
