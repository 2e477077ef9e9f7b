// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Keeps caches between here and many readers from giving one answer for ever (Durable Streams, section 10.1). */
final class StreamCursor {
    private static final Instant ORIGIN = Instant.parse("2024-10-09T00:00:00Z");
    private static final int INTERVAL_SECONDS = 20;
    private static final int MOST_JITTER_SECONDS = 3_600;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private StreamCursor() {}

    /**
     * The cursor of an answer: that of the time, or one beyond the client's.
     *
     * @throws InvalidInputException if the client's is malformed
     */
    static String next(Optional<String> ofClient, Instant now) {
        long current = current(now);
        long last = ofClient.filter(text -> !text.isEmpty())
                .map(StreamCursor::parse)
                .orElse(-1L);
        if (last < current) {
            return Long.toString(current);
        }
        int jitter = ThreadLocalRandom.current().nextInt(1, MOST_JITTER_SECONDS / INTERVAL_SECONDS + 1);
        return Long.toString(last + jitter);
    }

    /** The cursor of what follows in the same answer: that of the time, unless the last one was beyond it. */
    static String atLeast(String last, Instant now) {
        return Long.toString(Math.max(Long.parseLong(last), current(now)));
    }

    private static long current(Instant now) {
        return (now.getEpochSecond() - ORIGIN.getEpochSecond()) / INTERVAL_SECONDS;
    }

    private static long parse(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidInputException("The cursor is malformed: send the last Stream-Cursor as it came.");
        }
        return Long.parseLong(text);
    }
}
