// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a stream is from its creation on. Immutable, thread-safe.
 *
 * @param id tells this incarnation from others of the same name; letters and digits
 * @param name the name
 * @param contentType as the creator gave it
 * @param ttl how long it may stay unused
 * @param expiresAt when it ends in any case
 * @param fork where it was forked off
 */
record StreamHeader(
        String id,
        String name,
        String contentType,
        Optional<Duration> ttl,
        Optional<Instant> expiresAt,
        Optional<ForkOrigin> fork) {
    /** The position of its first own byte. */
    long start() {
        return fork.map(ForkOrigin::position).orElse(0L);
    }
}
