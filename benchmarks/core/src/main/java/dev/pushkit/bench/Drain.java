// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Cursor;
import dev.pushkit.Event;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A pump that is woken, reads the batch behind its cursor and writes it: what a subscriber more costs.
 *
 * <p>An operation is one pump's turn. Each call publishes a batch to 256 subscribers on the calling thread ({@link InlineHub}),
 * so a 256th of the publishing and of the one encoding is in the figure. The bytes are the same for all 256: what a reader
 * costs who is alone at its place is in {@link dev.pushkit.FeedRead}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Drain {
    private static final int SUBSCRIBERS = 256;
    private static final String TOPIC = "stocks/ACME";

    @Param({"1", "64"})
    private int batch;

    private InlineHub inline;
    private List<Event> events;

    /** Lets everybody in. */
    @Setup
    public void start() {
        inline = new InlineHub(SUBSCRIBERS);
        for (int i = 0; i < SUBSCRIBERS; i++) {
            inline.subscribe(TOPIC);
        }
        events = Collections.nCopies(batch, Samples.event(TOPIC));
    }

    /** Ends the hub. */
    @TearDown
    public void end() {
        inline.close();
    }

    /**
     * One turn of one pump.
     *
     * @return the places of the batch
     */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public List<Cursor> turn() {
        return inline.hub().publishAll(events);
    }
}
