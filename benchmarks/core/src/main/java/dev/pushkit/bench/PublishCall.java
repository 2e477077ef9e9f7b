// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Cursor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * How long {@code publish} keeps its caller, with 1, 100 and 10,000 subscribers; the target is a p99 below 50 µs with 10,000.
 *
 * <pre>
 * java -jar benchmarks/core/target/benchmarks-core.jar PublishCall -p subscribers=10000
 * </pre>
 *
 * <p>The row {@code publish·p0.99} is the answer. Only the call is timed. Before each one, outside of the time, two things are
 * waited for:
 *
 * <ul>
 *   <li>that every subscriber has the event before, so that no backlog grows: a publisher that never waits would soon be
 *       measured against workers that lag behind without end, which is another question;
 *   <li>the next slot of {@code rate} events a second, so that the workers have gone to sleep as they do on a server, and
 *       the call pays for waking one: that is most of its time. {@code -p rate=0} leaves this out; a worker is then often
 *       awake still, but busy on one of the cores.
 * </ul>
 *
 * <p>Where cores are few, the system may give the publisher's own core to the worker that it just woke. The call then lasts
 * for the worker's whole time slice, some milliseconds, although it takes microseconds of its own; the rows above p0.50
 * show how often. {@code rate=0} shows the same way without that.
 *
 * <p>This is no measure of latency under load: a slow call delays the ones behind it, which are not counted as late. With
 * {@code -prof gc} the bytes are those of the call and of all the deliveries that it sets off.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
public class PublishCall {
    @Param({"1", "100", "10000"})
    private int subscribers;

    @Param("100")
    private int rate;

    private Audience audience;
    private long nextSlot;

    /** Lets everybody in, and has the compiler see the way of an event before the slow rate begins. */
    @Setup(Level.Trial)
    public void start() {
        audience = new Audience(subscribers);
        audience.rehearse();
        nextSlot = System.nanoTime();
    }

    /**
     * Waits for the deliveries of the event before, and for the next slot.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    @Setup(Level.Invocation)
    public void awaitTurn() throws InterruptedException {
        audience.awaitAll();
        long now = System.nanoTime();
        while (rate > 0 && nextSlot - now > 0) {
            LockSupport.parkNanos(nextSlot - now);
            now = System.nanoTime();
        }
        // A slot that was missed is not made up for.
        nextSlot = now + (rate > 0 ? TimeUnit.SECONDS.toNanos(1) / rate : 0);
        audience.expect();
    }

    /** Ends the hub. */
    @TearDown(Level.Trial)
    public void end() {
        audience.close();
    }

    /**
     * The call alone.
     *
     * @return the event's place
     */
    @Benchmark
    public Cursor publish() {
        return audience.publish();
    }
}
