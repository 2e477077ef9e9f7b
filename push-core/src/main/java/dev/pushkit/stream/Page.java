// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/**
 * A part of a stream, which its reader fetches slice by slice. Immutable, thread-safe.
 *
 * @param start where it begins
 * @param end the place after it
 * @param upToDate whether the stream had no more when this was told
 * @param last whether it never will have
 */
public record Page(Offset start, Offset end, boolean upToDate, boolean last) {}
