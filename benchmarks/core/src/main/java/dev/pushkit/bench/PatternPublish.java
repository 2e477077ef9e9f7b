// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Cursor;
import dev.pushkit.Event;
import dev.pushkit.Hub;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Publishing to a hub with 1,000 subscribers by pattern, 10 of which match, and the delivery to those 10.
 *
 * <p>All of it is done on the publisher's thread ({@link InlineHub}), so nothing piles up. There is no hand-over to a worker in
 * it: {@link FanOut} has that.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
public class PatternPublish {
    private static final int ROOMS = 100;
    private static final int MEMBERS = 10;
    private static final int NEW_TOPICS = 1_000;

    private InlineHub inline;
    private Hub hub;
    private Event known;
    private List<Event> fresh;

    /** Makes events for a topic that exists and for many that do not. */
    @Setup(Level.Trial)
    public void prepare() {
        known = Samples.event("rooms/0/known");
        fresh = IntStream.range(0, NEW_TOPICS)
                .mapToObj(i -> Samples.event("rooms/" + i % ROOMS + "/fresh" + i))
                .toList();
    }

    /** Lets 10 subscribers into each of 100 rooms. */
    @Setup(Level.Iteration)
    public void start() {
        inline = new InlineHub(MEMBERS);
        hub = inline.hub();
        for (int i = 0; i < ROOMS * MEMBERS; i++) {
            inline.subscribe("rooms/" + i % ROOMS + "/*");
        }
    }

    /** Ends the hub. */
    @TearDown(Level.Iteration)
    public void end() {
        inline.close();
    }

    /**
     * To a topic that has had an event before: who follows it is known.
     *
     * @return the event's place
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 5, time = 1)
    @Measurement(iterations = 5, time = 1)
    public Cursor known() {
        return hub.publish(known);
    }

    /**
     * To a new topic, which is matched with all 1,000. A thousand such topics on a new hub are one run, since they stay.
     *
     * <p>The bytes of {@code -prof gc} hold a thousandth of letting everybody in, which is a few KB.
     *
     * @param places takes the events' places
     */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OperationsPerInvocation(NEW_TOPICS)
    @Warmup(iterations = 30)
    @Measurement(iterations = 30)
    public void fresh(Blackhole places) {
        for (Event event : fresh) {
            places.consume(hub.publish(event));
        }
    }
}
