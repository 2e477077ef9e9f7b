// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import dev.pushkit.bench.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An event of 256 bytes into a topic that nobody follows; the log is full, so each one drops the oldest.
 *
 * <p>{@code -t 2} shows two publishers on the one lock of the order. Making the event is not in it: {@link
 * dev.pushkit.bench.MakeEvent}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Append {
    private final List<Event> events = List.of(Samples.event("stocks/ACME"));
    private Hub hub;
    private Ticker ticker;
    private Broker broker;

    /** Starts a hub, and a broker with logs but nothing else. */
    @Setup
    public void start() {
        hub = Hub.create();
        ticker = Ticker.system();
        broker = new InMemoryBroker(ticker);
        TopicRegistry registry =
                new TopicRegistry(new Retention(1_024, 1 << 20, Duration.ofMinutes(10)), broker.epoch());
        broker.start(registry::append);
    }

    /** Ends both. */
    @TearDown
    public void end() {
        hub.close();
        broker.close();
        ticker.close();
    }

    /**
     * By a hub: limits, the broker, the log, and a task for a worker, which finds that nobody follows.
     *
     * @return the event's place
     */
    @Benchmark
    public List<Cursor> published() {
        return hub.publishAll(events);
    }

    /**
     * The part of it that is done under the lock of the order: broker, registry and log alone.
     *
     * @return the event's place
     */
    @Benchmark
    public List<Cursor> logged() {
        return broker.append(events);
    }
}
