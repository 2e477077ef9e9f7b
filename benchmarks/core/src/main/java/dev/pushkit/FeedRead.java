// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import dev.pushkit.bench.CountingOutlet;
import dev.pushkit.bench.Samples;
import dev.pushkit.wire.WireFormats;
import java.io.IOException;
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
 * A feed reads the batch behind its cursor and the sink writes it: the heart of {@link dev.pushkit.bench.Drain}, without pump,
 * wake and publishing.
 *
 * <p>The events are encoded already. The cursor is put back before each read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FeedRead {
    private static final int KEPT = 1_024;
    private static final String EPOCH = "bench";
    private static final String TOPIC = "stocks/ACME";
    private static final long BATCH_BYTES = 64 << 10;

    @Param({"1", "64"})
    private int batch;

    private Feed feed;
    private Sink sink;
    private int place;

    /** Fills one log. */
    @Setup
    public void prepare() {
        TopicRegistry registry = new TopicRegistry(new Retention(KEPT, 1 << 20, Duration.ofDays(1)), EPOCH);
        Event event = Samples.event(TOPIC);
        for (int offset = 1; offset <= KEPT; offset++) {
            registry.append(List.of(new StoredEvent(event, new Cursor(EPOCH, offset), Instant.EPOCH)));
        }
        feed = new Feed(null, Overflow.GAP);
        registry.glance(feed, List.of(TopicPattern.of(TOPIC)), Cursor.EARLIEST);
        sink = new EncodingSink(WireFormats.NDJSON, new CountingOutlet(), new JoinedFrames());
    }

    /**
     * At a place where others were before, whose joined bytes are there to share.
     *
     * @return what was read
     * @throws IOException never
     */
    @Benchmark
    public Object shared() throws IOException {
        return readFrom(0);
    }

    /**
     * At a place of its own, one further each time: a batch of more than one is joined anew.
     *
     * @return what was read
     * @throws IOException never
     */
    @Benchmark
    public Object alone() throws IOException {
        place = place < KEPT - batch ? place + 1 : 0;
        return readFrom(place);
    }

    private Reading readFrom(int start) throws IOException {
        feed.startAt(start);
        Reading reading = feed.read(start + batch, Integer.MAX_VALUE, BATCH_BYTES);
        sink.deliver(reading);
        return reading;
    }
}
