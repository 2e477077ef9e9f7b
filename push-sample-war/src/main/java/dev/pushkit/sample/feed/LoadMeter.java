// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import dev.pushkit.HubStats;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Reads the figures of the running JVM. Thread-safe. */
final class LoadMeter {
    private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();

    /**
     * Takes one reading.
     *
     * @param hub the hub's figures, of which the connections are kept
     * @return the reading
     */
    LoadReading read(HubStats hub) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new LoadReading(
                Instant.now(),
                cpu(com.sun.management.OperatingSystemMXBean::getProcessCpuLoad),
                cpu(com.sun.management.OperatingSystemMXBean::getCpuLoad),
                system.getAvailableProcessors(),
                heap.getUsed(),
                heap.getMax(),
                sum(GarbageCollectorMXBean::getCollectionCount),
                sum(GarbageCollectorMXBean::getCollectionTime),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                hub.connections());
    }

    private OptionalDouble cpu(ToDoubleFunction<com.sun.management.OperatingSystemMXBean> figure) {
        if (system instanceof com.sun.management.OperatingSystemMXBean known) {
            double load = figure.applyAsDouble(known);
            // negative or not a number: the JVM does not know (yet)
            return load >= 0 ? OptionalDouble.of(load) : OptionalDouble.empty();
        }
        return OptionalDouble.empty();
    }

    private long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
        return collectors.stream().mapToLong(figure).filter(value -> value > 0).sum();
    }
}
