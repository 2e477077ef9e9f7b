// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.load.Faults;
import dev.pushkit.bench.load.Load;
import dev.pushkit.bench.load.LoadResult;
import dev.pushkit.bench.load.ProcessFigures;
import dev.pushkit.bench.server.JvmMemory;
import dev.pushkit.bench.server.ServerProcess;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Connections are opened and held.
 *
 * <p>The heap of a JVM is in RAM from the start, so what its resident memory grows by lies outside; what grows inside is
 * counted by class, after a collection. The sum of both is what the connections need.
 *
 * @param cases who is measured
 * @param targets what they have to reach
 */
record IdleScenario(List<Case> cases, List<Target> targets) implements Scenario {
    private static final List<String> LOAD = List.of("--idle", "--n", "10000", "--settle", "2");
    /** So that the code is compiled and the pools are there. */
    private static final List<String> WARM_UP = List.of("--n", "500", "--rate", "100");
    /** So that the code of heartbeats is compiled too: as many as a minute of the measurement has, and more. */
    private static final List<String> HEARTBEATS = List.of("--idle", "--n", "2000", "--settle", "2");
    /** One heartbeat a second. */
    private static final double BEATING_SECONDS = 20;

    /** Of the length of a load: two heartbeats of 15 s in the default of 10 s. */
    private static final double TIMES_AS_LONG = 3.2;

    private static final String OURS = "dev.pushkit.";
    private static final int SHOWN = 8;

    @Override
    public String name() {
        return "S4";
    }

    @Override
    public String title() {
        return "10,000 idle connections with a heartbeat every 15 s";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.BYTES, Metric.HEAP, Metric.OWN, Metric.IDLE_CPU);
    }

    /** Memory hardly differs from run to run, and a run takes more than a minute. */
    @Override
    public int runs(int asked) {
        return Math.min(asked, 1);
    }

    @Override
    public Measurement measure(Case subject, Bench bench) throws IOException, InterruptedException {
        try (ServerProcess server = bench.start(subject.contestant(), "-XX:+AlwaysPreTouch")) {
            Load.run(bench.warmUp(server, subject, WARM_UP, bench.options().warmUp()));
            try (Load heartbeats = new Load(bench.warmUp(server, subject, HEARTBEATS, BEATING_SECONDS))) {
                heartbeats.connect();
                heartbeats.hold(BEATING_SECONDS);
            }
            bench.settle();
            Memory before = Memory.of(server);
            try (Load load = new Load(bench.load(server, subject, LOAD))) {
                load.connect();
                LoadResult held = load.hold(bench.options().seconds() * TIMES_AS_LONG);
                return measurement(held, before, Memory.of(server));
            }
        }
    }

    /** The live heap of a server, empty where it is none in Java, and what is in RAM. */
    private record Memory(JvmMemory heap, long resident) {
        static Memory of(ServerProcess server) throws IOException, InterruptedException {
            JvmMemory heap = server.isJava() ? JvmMemory.of(server) : new JvmMemory(Map.of());
            return new Memory(heap, ProcessFigures.of(List.of(server.pid())).residentBytes());
        }
    }

    private static Measurement measurement(LoadResult held, Memory before, Memory after) {
        double count = held.established();
        double heap = (after.heap.total() - before.heap.total()) / count;
        JvmMemory grown = after.heap.since(before.heap);
        JvmMemory own = grown.of(OURS);
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.BYTES, heap + (after.resident - before.resident) / count);
        values.put(Metric.IDLE_CPU, held.cpuSeconds() / held.seconds() * 100);
        if (!after.heap.bytes().isEmpty()) {
            values.put(Metric.HEAP, heap);
            values.put(Metric.OWN, own.total() / count);
        }
        List<String> notes = held.dead() == 0
                ? List.of()
                : List.of(held.dead() + " connections gone, last status " + held.lastRefusal());
        return new Measurement(values, Faults.NONE, notes, held.fields(), breakdown(grown, own, count));
    }

    private static String breakdown(JvmMemory grown, JvmMemory own, double count) {
        return Stream.concat(largest(own, count), largest(grown, count))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> largest(JvmMemory memory, double count) {
        return memory.bytes().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(entry -> String.format(Locale.ROOT, "%s %.0f", entry.getKey(), entry.getValue() / count));
    }
}
