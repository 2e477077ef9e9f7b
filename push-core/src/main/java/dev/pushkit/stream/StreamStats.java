// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/**
 * The figures of all streams at one moment. Immutable, thread-safe.
 *
 * @param streams how many there are
 * @param bytes what they take up
 * @param waiting readers that wait for more
 */
public record StreamStats(int streams, long bytes, int waiting) {}
