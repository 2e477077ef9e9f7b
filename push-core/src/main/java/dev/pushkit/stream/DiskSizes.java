// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/**
 * How a store on disk divides what it keeps. Immutable, thread-safe.
 *
 * @param segment the bytes after which a file of a stream's bytes is followed by another
 * @param journal the bytes after which a journal is compacted
 * @param openFiles how many files stay open while nobody uses them
 */
record DiskSizes(long segment, long journal, int openFiles) {
    static final DiskSizes STANDARD = new DiskSizes(16L << 20, 1L << 20, 256);
}
