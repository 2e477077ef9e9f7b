// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;

/**
 * The bytes and commits of one stream, wherever they are kept.
 *
 * <p>One thread at a time appends, trims and removes, under the stream's lock. Any number read meanwhile, but never
 * beyond a tail that an append has reached: the stream tells them.
 */
interface StreamLog {
    /** What the stream was created as. */
    StreamHeader header();

    /** What its commits add up to; those before a restart at first. Guarded by the stream's lock. */
    StreamState state();

    /**
     * Keeps bytes and a commit: both or neither. The state does not change by it.
     *
     * @param bytes what follows the tail; none where only the state changes
     * @param commit the state afterwards
     * @param durable whether it has to outlast the machine's end before this returns; else only that of the process
     * @throws StorageFullException if there is no room
     * @throws IOException if they could not be kept; neither is then
     */
    void append(Slice bytes, Commit commit, boolean durable) throws IOException;

    /**
     * Reads bytes of the stream's own.
     *
     * @param position where the first lies
     * @param most how many at most; all below the tail
     * @param buffer takes them where the log has none to share
     * @return at least one, unless none was asked for
     * @throws IOException if they cannot be read
     */
    Slice read(long position, int most, ReadBuffer buffer) throws IOException;

    /** Forgets whole segments below a position, but never what the stream begins with (64 KiB at least), nor the last. */
    void trim(long position) throws IOException;

    /** The position of the first byte that was forgotten, or would be. */
    long holeStart();

    /** The position after the last byte that was forgotten; {@link #holeStart} where none was. */
    long holeEnd();

    /** Forgets everything. Readers at it may fail or go on. */
    void remove() throws IOException;
}
