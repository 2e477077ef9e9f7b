// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Cursor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the call of {@code publish} until 1, 100 and 10,000 subscribers have the event, one event at a time.
 *
 * <p>{@code deliveries} are events times subscribers, a second. It includes waking the workers and counting the arrivals on one
 * latch, and there is no network, which costs far more on a real server. With one subscriber it is the time of two threads that
 * hand over to each other. For the time's distribution instead of the rate, add {@code -bm sample -tu us}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class FanOut {
    @Param({"1", "100", "10000"})
    private int subscribers;

    private Audience audience;

    /** What is counted besides calls. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Count {
        /** Events times subscribers; JMH resets it. */
        public long deliveries;
    }

    /** Lets everybody in. */
    @Setup
    public void start() {
        audience = new Audience(subscribers);
    }

    /** Ends the hub. */
    @TearDown
    public void end() {
        audience.close();
    }

    /**
     * One event to everybody.
     *
     * @param count takes how many got it
     * @return the event's place
     * @throws InterruptedException if the thread is interrupted
     */
    @Benchmark
    public Cursor toAll(Count count) throws InterruptedException {
        audience.expect();
        Cursor place = audience.publish();
        audience.awaitAll();
        count.deliveries += subscribers;
        return place;
    }
}
