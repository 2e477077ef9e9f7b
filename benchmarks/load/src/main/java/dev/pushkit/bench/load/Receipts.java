// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.util.Arrays;

/**
 * What one subscriber has received: each number once, and those of one publisher in their order. Not thread-safe.
 *
 * <p>Publishers that share a topic number their events so that the remainder tells them apart, since only what one of them
 * sends has an order.
 */
final class Receipts {
    /** How a delivery compares with what was there before. */
    enum Verdict {
        NEW,
        LATE,
        DOUBLED
    }

    private static final int FIRST_WORDS = 4;

    private final long[] newest;
    private long[] seen = new long[FIRST_WORDS];
    private long count;

    Receipts(int lanes) {
        newest = new long[lanes];
        Arrays.fill(newest, -1);
    }

    Verdict add(long seq) {
        int word = Math.toIntExact(seq >> 6);
        if (word >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(word + 1, seen.length * 2));
        }
        long bit = 1L << seq;
        if ((seen[word] & bit) != 0) {
            return Verdict.DOUBLED;
        }
        seen[word] |= bit;
        count++;
        int lane = (int) (seq % newest.length);
        if (seq < newest[lane]) {
            return Verdict.LATE;
        }
        newest[lane] = seq;
        return Verdict.NEW;
    }

    /** Different numbers that came. */
    long count() {
        return count;
    }
}
