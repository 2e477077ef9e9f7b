// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

/**
 * A copy of some bytes of a stream.
 *
 * @param start the place of the first
 * @param bytes what is there, and no more
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Excerpt(long start, byte[] bytes) {
    int length() {
        return bytes.length;
    }

    /** The byte at an index; 0 beyond the end. */
    int at(int index) {
        return index < bytes.length ? bytes[index] & 0xFF : 0;
    }

    /** Four bytes as a number, the highest first. */
    long int32(int index) {
        return (long) at(index) << 24 | at(index + 1) << 16 | at(index + 2) << 8 | at(index + 3);
    }
}
