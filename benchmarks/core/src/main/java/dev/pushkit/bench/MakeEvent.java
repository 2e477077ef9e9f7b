// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Event;
import dev.pushkit.Topic;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Making an event of 256 bytes, as an application does before it publishes: names are checked, JSON is parsed and compacted.
 *
 * <p>The other benchmarks publish an event that was made before, so this comes on top of theirs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MakeEvent {
    private String name = "stocks/nyse/ACME";
    private String text = Samples.text();
    private String json = Samples.json();

    /**
     * The topic alone, which the other two make as well.
     *
     * @return the topic
     */
    @Benchmark
    public Topic topic() {
        return Topic.of(name);
    }

    /**
     * An event of text.
     *
     * @return the event
     */
    @Benchmark
    public Event text() {
        return Event.text(name, text);
    }

    /**
     * An event of JSON.
     *
     * @return the event
     */
    @Benchmark
    public Event json() {
        return Event.json(name, json);
    }
}
