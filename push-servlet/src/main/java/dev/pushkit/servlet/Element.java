// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

/**
 * What an EBML element begins with (RFC 8794).
 *
 * @param id its ID, with the marker
 * @param body the index after its size
 * @param size its size; {@link #UNKNOWN} where it ends where the next begins
 */
record Element(long id, int body, long size) {
    private static final long UNKNOWN = Long.MAX_VALUE / 2;
    private static final int LONGEST_ID = 4;

    /** Reads ID and size; no element of a format has the ID 0, which is what garbage gets. */
    static Element read(Excerpt excerpt, int index) {
        int length = length(excerpt, index);
        if (length > LONGEST_ID) {
            return new Element(0, index + 1, 0);
        }
        long id = 0;
        for (int i = 0; i < length; i++) {
            id = id << 8 | excerpt.at(index + i);
        }
        Element size = vint(excerpt, index + length);
        return new Element(id, size.body(), size.size());
    }

    /** Reads a number of variable length, as the size of an element without ID. */
    static Element vint(Excerpt excerpt, int index) {
        int length = length(excerpt, index);
        if (length > 8) {
            return new Element(0, index + 1, 0);
        }
        long value = excerpt.at(index) & (0xFF >> length);
        for (int i = 1; i < length; i++) {
            value = value << 8 | excerpt.at(index + i);
        }
        boolean unknown = value == (1L << (7 * length)) - 1;
        return new Element(0, index + length, unknown ? UNKNOWN : value);
    }

    private static int length(Excerpt excerpt, int index) {
        return Integer.numberOfLeadingZeros(excerpt.at(index)) - 23;
    }

    long end() {
        return body + size;
    }

    /** The index of what follows; beyond the excerpt's end where that does not follow in it. */
    int next(Excerpt excerpt) {
        return (int) Math.min(Math.max(end(), body), excerpt.length());
    }
}
