// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/**
 * Where a stream was forked off. Immutable, thread-safe.
 *
 * @param sourceId the incarnation of the stream whose bytes come first
 * @param sourceName the name it had
 * @param position the bytes that are inherited
 */
record ForkOrigin(String sourceId, String sourceName, long position) {}
