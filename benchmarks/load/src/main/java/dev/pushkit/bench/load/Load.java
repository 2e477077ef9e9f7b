// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One load, from the first connection to the last. Used by one thread, once: connect, hold or run, close. */
public final class Load implements AutoCloseable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    /** After the last delivery, for those that nobody expects. */
    private static final double AFTERWARDS = 0.2;

    private final LoadOptions options;
    private final Loop loop;
    private final Deliveries deliveries = new Deliveries();
    private final List<Topic> topics;
    private final Audience audience;
    private final Announcers announcers;
    private ProcessFigures before = new ProcessFigures(0, 0);

    /**
     * Prepares a load.
     *
     * @param options what it consists of
     * @throws IOException if the process has no resources left
     */
    public Load(LoadOptions options) throws IOException {
        this.options = options;
        loop = new Loop();
        topics = IntStream.range(0, options.topics())
                .mapToObj(number -> new Topic(number, options.lanes()))
                .toList();
        audience = new Audience(loop, options, deliveries);
        announcers = new Announcers(loop, options, topics, deliveries);
    }

    /**
     * Runs a load as a whole.
     *
     * @param options what it consists of
     * @return what it measured
     * @throws IOException if the process has no resources left
     */
    public static LoadResult run(LoadOptions options) throws IOException {
        try (Load load = new Load(options)) {
            load.connect();
            return options.idle() ? load.hold(options.pace().seconds()) : load.run();
        }
    }

    /** Connects everybody and lets them settle. */
    public void connect() {
        before = ProcessFigures.of(options.pids());
        audience.connect(topics);
        if (!options.idle()) {
            announcers.connect();
        }
        loop.run(options.patience().settle());
        if (!options.stall().fillPath().isEmpty()) {
            fill();
        }
    }

    private void fill() {
        Filler filler = new Filler(loop, options);
        filler.fill(options.endpoint().publishPort());
        long limit = System.nanoTime() + (long) (options.patience().establish() * 1e9);
        while (!filler.isDone() && System.nanoTime() < limit) {
            loop.turn(System.nanoTime() + PAUSE);
        }
        filler.close();
        loop.run(options.patience().settle());
    }

    /**
     * Keeps the connections open, and publishes nothing.
     *
     * @param seconds for how long
     * @return what it measured
     */
    public LoadResult hold(double seconds) {
        Watch watch = new Watch();
        loop.run(seconds);
        return watch.stop();
    }

    /**
     * Publishes and waits for the deliveries.
     *
     * @return what it measured
     */
    public LoadResult run() {
        Watch watch = new Watch();
        if (options.pace().closedLoop()) {
            announcers.inClosedLoop(watch.start + (long) (options.pace().seconds() * 1e9));
        } else {
            announcers.atRate(watch.start);
        }
        watch.publishingIsOver();
        long limit = System.nanoTime() + (long) (options.patience().drain() * 1e9);
        while (System.nanoTime() < limit && (!announcers.areIdle() || deliveries.lost() > 0)) {
            loop.turn(System.nanoTime() + PAUSE);
        }
        LoadResult result = watch.stop();
        loop.run(AFTERWARDS);
        return result.faults().equals(Faults.of(deliveries)) ? result : watch.again(result);
    }

    @Override
    public void close() {
        announcers.close();
        audience.close();
        loop.close();
    }

    private static double ownCpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    /** The figures between two moments. */
    private final class Watch {
        private final ProcessFigures server = ProcessFigures.of(options.pids());
        private final double driver = ownCpuSeconds();
        private final long start = System.nanoTime();
        private long end;

        /** From now on it is only the deliveries that count: the wait for lost ones does not. */
        void publishingIsOver() {
            end = System.nanoTime();
        }

        LoadResult stop() {
            double driverSeconds = ownCpuSeconds() - driver;
            double seconds = ((end == 0 ? System.nanoTime() : Math.max(end, deliveries.last())) - start) / 1e9;
            ProcessFigures now = ProcessFigures.of(options.pids());
            return result(seconds, now.cpuSeconds() - server.cpuSeconds(), driverSeconds, now.residentBytes());
        }

        /** The same once more, since something has come that was not expected. */
        LoadResult again(LoadResult first) {
            return result(first.seconds(), first.cpuSeconds(), first.driverCpuSeconds(), first.residentAfter());
        }

        private LoadResult result(double seconds, double cpuSeconds, double driverSeconds, long resident) {
            Crowd crowd = audience.crowd();
            return new LoadResult(
                    options,
                    crowd.establishedEver(),
                    crowd.deadNow(),
                    crowd.reconnects(),
                    crowd.lastRefusal(),
                    announcers.sent(),
                    announcers.taken(),
                    announcers.lastFailure(),
                    announcers.backlog(),
                    deliveries.unique(),
                    Faults.of(deliveries),
                    seconds,
                    cpuSeconds,
                    driverSeconds,
                    Latencies.of(deliveries.latency()),
                    before.residentBytes(),
                    server.residentBytes(),
                    resident);
        }
    }
}
