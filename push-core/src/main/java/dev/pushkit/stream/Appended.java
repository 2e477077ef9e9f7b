// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.Optional;

/**
 * What became of an append. Immutable, thread-safe.
 *
 * @param tail the place after the stream's last byte
 * @param closed whether the stream takes no more
 * @param duplicate whether it was there already, and nothing was done
 * @param producer the last append of its producer
 */
public record Appended(Offset tail, boolean closed, boolean duplicate, Optional<ProducerMark> producer) {}
