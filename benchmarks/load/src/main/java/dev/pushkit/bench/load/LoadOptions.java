// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.text.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a load consists of.
 *
 * @param kind how subscribers listen
 * @param subscribers how many there are
 * @param stall those of them that never read, and are not checked
 * @param topics topics, among which subscribers and events are dealt out in turn
 * @param size bytes of a payload
 * @param endpoint where to listen and publish
 * @param pace how fast
 * @param patience how long to wait
 * @param pids the server's processes, whose children count as well
 * @param idle whether connections are only held
 */
public record LoadOptions(
        Kind kind,
        int subscribers,
        Stall stall,
        int topics,
        int size,
        Endpoint endpoint,
        Pace pace,
        Patience patience,
        List<Long> pids,
        boolean idle) {
    private static final Set<String> NAMES = Set.of(
            "kind",
            "n",
            "stalled",
            "stall-path",
            "fill-path",
            "topics",
            "size",
            "port",
            "path",
            "pub-port",
            "pub-path",
            "hdr",
            "pub-hdr",
            "lp-copy",
            "lp-var",
            "pos0",
            "init",
            "rate",
            "secs",
            "window",
            "pubs",
            "est-timeout",
            "settle",
            "drain",
            "pids");
    private static final Set<String> FLAGS = Set.of("max-rate", "idle");

    /**
     * Reads a command line.
     *
     * @param line options as {@code --n 1000}
     * @return what they ask for
     * @throws IllegalArgumentException if an option is not known or not readable
     */
    public static LoadOptions read(List<String> line) {
        Arguments arguments = Arguments.read(line, NAMES, FLAGS);
        int subscribers = arguments.number("n", 100);
        Endpoint endpoint = Endpoint.of(arguments);
        return new LoadOptions(
                Kind.of(arguments.text("kind", "sse")),
                subscribers,
                Stall.of(arguments, endpoint),
                Math.min(arguments.number("topics", 1), subscribers),
                arguments.number("size", 256),
                endpoint,
                Pace.of(arguments),
                Patience.of(arguments),
                Arrays.stream(arguments.text("pids", "").split(",", -1))
                        .filter(pid -> !pid.isBlank())
                        .map(Long::valueOf)
                        .toList(),
                arguments.has("idle"));
    }

    /**
     * Those that read.
     *
     * @return how many
     */
    public int readers() {
        return subscribers - stall.subscribers();
    }

    /** The publishers that share a topic, each of which keeps an order of its own. */
    int lanes() {
        return pace.closedLoop() ? pace.publishers() : 1;
    }
}
