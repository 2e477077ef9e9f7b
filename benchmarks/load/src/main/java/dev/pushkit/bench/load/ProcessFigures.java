// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes and their children have used so far, from {@code /proc}; zero where there is none. Linux counts a
 * hundred ticks a second, whatever its clock does.
 *
 * @param cpuSeconds time on a processor, in the kernel and outside
 * @param residentBytes memory that is in RAM
 */
public record ProcessFigures(double cpuSeconds, long residentBytes) {
    private static final double TICKS = 100;
    private static final int USER_TICKS_AT = 11;
    private static final int KERNEL_TICKS_AT = 12;

    /**
     * Reads the figures of now.
     *
     * @param pids the processes
     * @return their sum
     */
    public static ProcessFigures of(List<Long> pids) {
        double seconds = 0;
        long bytes = 0;
        for (long pid : pids.stream().flatMap(ProcessFigures::family).distinct().toList()) {
            seconds += cpuSeconds(pid);
            bytes += residentBytes(pid);
        }
        return new ProcessFigures(seconds, bytes);
    }

    private static Stream<Long> family(long pid) {
        Stream<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), children);
    }

    private static double cpuSeconds(long pid) {
        String line = read(pid, "stat");
        // The name of the program stands in brackets and may hold anything.
        String[] fields = line.substring(line.lastIndexOf(')') + 1).trim().split(" ", -1);
        return fields.length <= KERNEL_TICKS_AT
                ? 0
                : (Long.parseLong(fields[USER_TICKS_AT]) + Long.parseLong(fields[KERNEL_TICKS_AT])) / TICKS;
    }

    private static long residentBytes(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Rss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            // The process is gone, or this is no Linux.
            return "";
        }
    }
}
