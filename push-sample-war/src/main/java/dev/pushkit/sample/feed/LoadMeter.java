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
import java.util.function.ToLongFunction;
import javax.management.JMException;

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
                cpu("ProcessCpuLoad"),
                cpu("CpuLoad"),
                system.getAvailableProcessors(),
                heap.getUsed(),
                heap.getMax(),
                sum(GarbageCollectorMXBean::getCollectionCount),
                sum(GarbageCollectorMXBean::getCollectionTime),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                hub.connections());
    }

    // By name, since not every server lets applications see the JDK's own type: WildFly does not.
    private OptionalDouble cpu(String figure) {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(system.getObjectName(), figure);
            // negative or not a number: the JVM does not know (yet)
            return value instanceof Double load && load >= 0 ? OptionalDouble.of(load) : OptionalDouble.empty();
        } catch (JMException unknown) {
            return OptionalDouble.empty();
        }
    }

    private long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
        return collectors.stream().mapToLong(figure).filter(value -> value > 0).sum();
    }
}
