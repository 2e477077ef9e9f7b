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

    private static final long SMALLEST_SEGMENT = 64 << 10;
    // A stream holds about so many, so that it keeps little more than it may.
    private static final int SEGMENTS = 8;

    /** Sizes for streams that keep so many bytes each; 0 for no bound. */
    static DiskSizes keeping(long most) {
        long segment =
                most == 0 ? STANDARD.segment : Math.max(SMALLEST_SEGMENT, Math.min(STANDARD.segment, most / SEGMENTS));
        return new DiskSizes(segment, STANDARD.journal, STANDARD.openFiles);
    }
}
