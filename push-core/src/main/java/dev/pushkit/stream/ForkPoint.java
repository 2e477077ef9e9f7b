// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.Optional;

/**
 * Where a stream is forked off (Durable Streams, section 4.2). Immutable, thread-safe.
 *
 * @param source the name of the stream whose bytes come first
 * @param offset where they end; empty for its tail
 * @param beyond how many more follow that offset: messages of a JSON stream, bytes of any other
 */
public record ForkPoint(StreamName source, Optional<Offset> offset, long beyond) {}
