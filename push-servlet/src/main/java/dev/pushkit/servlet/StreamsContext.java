// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubContext;
import dev.pushkit.Setting;
import dev.pushkit.stream.StreamStats;
import dev.pushkit.stream.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The streams of one web application and the answers made of them, both begun when they are first asked for. Thread-safe. */
final class StreamsContext {
    private final HubContext context;
    // Both guarded by this.
    private Streams streams;
    private LiveBodies bodies;

    StreamsContext(HubContext context) {
        this.context = context;
    }

    HubContext context() {
        return context;
    }

    /**
     * The streams.
     *
     * @throws UncheckedIOException if their folder cannot be used
     * @throws dev.pushkit.HubClosedException once the application has stopped
     */
    synchronized Streams streams() {
        if (streams == null) {
            try {
                streams = Streams.open(context.settings(), context.workers(), context.ticker());
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
            // In this order: readers leave before what they read is closed.
            bodies();
            context.beforeClose(streams::close);
        }
        return streams;
    }

    /** The answers that are on their way. */
    synchronized LiveBodies bodies() {
        if (bodies == null) {
            bodies = new LiveBodies(
                    context.workers(), context.ticker(), context.settings().count(Setting.CONNECTIONS));
            context.beforeClose(bodies::close);
        }
        return bodies;
    }

    /** Figures of this moment; of streams that nobody has asked for yet, there are none. */
    synchronized Map<String, Long> counts() {
        long onTheirWay = bodies == null ? 0 : bodies.count();
        StreamStats stats = streams == null ? new StreamStats(0, 0, 0) : streams.stats();
        return Map.of(
                "streams",
                (long) stats.streams(),
                "bytes",
                stats.bytes(),
                "waiting",
                (long) stats.waiting(),
                "bodies",
                onTheirWay);
    }
}
