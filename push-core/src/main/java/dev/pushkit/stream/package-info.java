// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Streams: bytes of any size, complete or still growing, kept in memory or on disk and read by any number at once.
 *
 * <p>A stream is an append-only log of bytes; a reader is a position in it. The names and rules are those of the Durable
 * Streams protocol.
 */
package dev.pushkit.stream;
