// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.util.Optional;

/**
 * How far an object reaches at one moment.
 *
 * @param tail the place after its last byte
 * @param complete whether no more will come
 */
record Extent(long tail, boolean complete) {
    // The largest number that every client can count to: who asks for it wants all that is yet to come (RFC 8673).
    private static final long FOREVER = (1L << 53) - 1;

    /**
     * Chooses what to answer with.
     *
     * @return empty where the range cannot be had, which is a 416
     */
    Optional<Part> select(Optional<ByteRange> asked) {
        if (asked.isEmpty()) {
            return Optional.of(whole());
        }
        ByteRange range = asked.get();
        return complete ? complete(range) : growing(range);
    }

    private Part whole() {
        return new Part(0, complete ? tail : Part.ENDLESS, Optional.empty());
    }

    private Optional<Part> complete(ByteRange range) {
        long first = range.isSuffix() ? Math.max(0, tail - range.last()) : range.first();
        if (first >= tail) {
            return Optional.empty();
        }
        boolean toEnd = range.isSuffix() || range.last() == ByteRange.ABSENT;
        long last = toEnd ? tail - 1 : Math.min(range.last(), tail - 1);
        return Optional.of(new Part(first, last + 1, Optional.of("bytes " + first + '-' + last + '/' + tail)));
    }

    private Optional<Part> growing(ByteRange range) {
        if (range.first() == 0 && range.last() == ByteRange.ABSENT) {
            return Optional.of(whole());
        }
        if (range.isSuffix() || range.first() >= tail) {
            return Optional.empty();
        }
        if (range.last() >= FOREVER) {
            return Optional.of(new Part(
                    range.first(), Part.ENDLESS, Optional.of("bytes " + range.first() + '-' + range.last() + "/*")));
        }
        long last = range.last() == ByteRange.ABSENT ? tail - 1 : Math.min(range.last(), tail - 1);
        return Optional.of(
                new Part(range.first(), last + 1, Optional.of("bytes " + range.first() + '-' + last + "/*")));
    }
}
