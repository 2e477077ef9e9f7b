// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a stream is to be created as. Immutable, thread-safe.
 *
 * @param contentType a media type; empty for that of the source, or {@code application/octet-stream}
 * @param ttl how long it may stay without reads and writes
 * @param expiresAt when it ends in any case
 * @param closed whether it is complete with what it is created with
 * @param fork whose bytes come first
 */
public record StreamOptions(
        Optional<String> contentType,
        Optional<Duration> ttl,
        Optional<Instant> expiresAt,
        boolean closed,
        Optional<ForkPoint> fork) {
    /**
     * A stream of a type, open and without an end.
     *
     * @param contentType a media type, such as {@code video/webm}
     * @return its options
     */
    public static StreamOptions of(String contentType) {
        return new StreamOptions(Optional.of(contentType), Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /**
     * The same, forgotten when it was neither read nor written for a time.
     *
     * @param unused how long
     * @return new options
     */
    public StreamOptions withTtl(Duration unused) {
        return new StreamOptions(contentType, Optional.of(unused), expiresAt, closed, fork);
    }
}
