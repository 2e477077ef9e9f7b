// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/**
 * What became of a creation. Immutable, thread-safe.
 *
 * @param stream the stream
 * @param isNew whether it was not there before
 */
public record Created(ByteStream stream, boolean isNew) {}
