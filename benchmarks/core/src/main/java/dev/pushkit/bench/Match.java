// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Topic;
import dev.pushkit.TopicPattern;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * One pattern against one topic: 64 topics in turn, a quarter of which {@code stocks/nyse/*} matches.
 *
 * <p>The hub asks this when a subscription is made and at a topic's first event, not at each event: {@link PatternPublish}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Match {
    private static final int TOPICS = 64;

    @Param({"stocks/nyse/T3", "stocks/nyse/*", "stocks/*/T3", "stocks/**", "**"})
    private String pattern;

    private TopicPattern compiled;
    private Topic[] topics;

    /** Makes the pattern and the topics. */
    @Setup
    public void prepare() {
        compiled = TopicPattern.of(pattern);
        topics = IntStream.range(0, TOPICS / 4)
                .boxed()
                .flatMap(i -> Stream.of("stocks/nyse/T" + i, "stocks/xetra/T" + i, "rooms/" + i, "rooms/" + i + "/a/b"))
                .map(Topic::of)
                .toArray(Topic[]::new);
    }

    /**
     * One topic.
     *
     * @return how many of the 64 match
     */
    @Benchmark
    @OperationsPerInvocation(TOPICS)
    public int topic() {
        int matching = 0;
        for (Topic topic : topics) {
            matching += compiled.matches(topic) ? 1 : 0;
        }
        return matching;
    }
}
