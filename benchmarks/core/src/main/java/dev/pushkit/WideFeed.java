// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import dev.pushkit.bench.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A feed that follows many topics by {@code **} reads one event of one of them; the others are quiet.
 *
 * <p>It shows what a subscriber's read costs with the topics that it follows. Nothing is written.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WideFeed {
    private static final String EPOCH = "bench";

    @Param({"1", "100", "10000"})
    private int topics;

    private Feed feed;

    /** Puts one event into each topic. */
    @Setup
    public void prepare() {
        TopicRegistry registry = new TopicRegistry(new Retention(16, 1 << 20, Duration.ofDays(1)), EPOCH);
        for (int offset = 1; offset <= topics; offset++) {
            Event event = Samples.event("topic/" + offset);
            registry.append(List.of(new StoredEvent(event, new Cursor(EPOCH, offset), Instant.EPOCH)));
        }
        feed = new Feed(null, Overflow.GAP);
        registry.glance(feed, List.of(TopicPattern.of("**")), Cursor.EARLIEST);
        feed.undecided().forEach(log -> feed.decide(log, true));
    }

    /**
     * The newest event.
     *
     * @return what was read
     */
    @Benchmark
    public Object newest() {
        feed.startAt(topics - 1L);
        return feed.read(topics, Integer.MAX_VALUE, Long.MAX_VALUE);
    }
}
