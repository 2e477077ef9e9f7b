// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

/**
 * Bytes of a stream that follow each other.
 *
 * @param first the place of the first
 * @param end the place after the last; {@link Part#ENDLESS} where the stream's own end is meant
 */
record Span(long first, long end) {
    /** Everything from a place on, and what is yet to come. */
    static Span from(long first) {
        return new Span(first, Part.ENDLESS);
    }

    boolean isEmpty() {
        return first >= end;
    }

    boolean isEndless() {
        return end == Part.ENDLESS;
    }

    long length() {
        return end - first;
    }

    Span after(int count) {
        return new Span(first + count, end);
    }
}
