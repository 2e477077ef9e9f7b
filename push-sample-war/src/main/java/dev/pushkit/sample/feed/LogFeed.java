// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import dev.pushkit.HubClosedException;
import dev.pushkit.HubStats;
import dev.pushkit.OverloadedException;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.StreamException;
import dev.pushkit.stream.StreamOptions;
import dev.pushkit.stream.StreamStats;
import dev.pushkit.stream.Streams;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A log of this server, four lines a second, in the stream {@code demo/log}. One that is large enough is closed, as a
 * log file is when its day is over; then another one of that name begins. Only from the feeds' thread.
 */
final class LogFeed {
    static final String NAME = "demo/log";
    static final Duration PERIOD = Duration.ofMillis(250);
    static final StreamOptions OPTIONS = StreamOptions.of("text/plain; charset=utf-8");

    // About ten minutes.
    private static final long MOST_BYTES = 256 << 10;
    // Turns in which its readers can see that it has ended.
    private static final int PAUSE = 20;
    private static final long KIBIBYTE = 1_024;
    private static final int FACTS = 4;

    private final Supplier<Streams> streams;
    private final Supplier<HubStats> hub;
    private int turn;
    private int rest;

    LogFeed(Supplier<Streams> streams, Supplier<HubStats> hub) {
        this.streams = streams;
        this.hub = hub;
    }

    /** Writes the next line, or begins the log where there is none to write to. */
    void append() {
        try {
            append(streams.get());
        } catch (HubClosedException | OverloadedException ending) {
            // the kit ends before or after this, as the container likes
        }
    }

    // Everybody may write below demo/, so the log may be closed, deleted, or another one by now.
    private void append(Streams all) {
        try {
            ByteStream log = all.get(NAME);
            if (!OPTIONS.contentType().equals(Optional.of(log.contentType()))) {
                beginAnew(all);
                return;
            }
            if (!log.isClosed() && log.tail().position() >= MOST_BYTES) {
                all.close(NAME);
            }
            if (!log.isClosed()) {
                all.append(NAME, line(all.stats()).getBytes(StandardCharsets.UTF_8));
            } else if (rest++ >= PAUSE) {
                rest = 0;
                beginAnew(all);
            }
        } catch (StreamException refused) {
            // Where visitors have filled the streams, or forked and deleted this one, a later turn may be better.
            if (refused.reason() == StreamException.Reason.NOT_FOUND) {
                all.create(NAME, OPTIONS);
            }
        }
    }

    private static void beginAnew(Streams all) {
        all.delete(NAME);
        all.create(NAME, OPTIONS);
    }

    private String line(StreamStats kept) {
        String fact =
                switch (turn++ % FACTS) {
                    case 0 -> "heap " + heap() + " KiB";
                    case 1 -> kept.streams() + " streams keep " + kept.bytes() / KIBIBYTE + " KiB";
                    case 2 -> kept.waiting() + " readers wait for more of a stream";
                    default -> hub.get().published() + " events were published";
                };
        return String.format(
                Locale.ROOT, "%s INFO %05d %s\n", Instant.now().truncatedTo(ChronoUnit.MILLIS), turn, fact);
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / KIBIBYTE;
    }
}
