// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What all subscribers together have received, and how late. Not thread-safe. */
final class Deliveries {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

    private final Histogram latency = new Histogram(LONGEST, 3);
    private long expected;
    private long unique;
    private long doubled;
    private long reordered;
    private long unknown;
    private long last;

    void expect(long more) {
        expected += more;
    }

    void add(Topic topic, Receipts receipts, long seq, long due, long now) {
        if (!topic.knows(seq)) {
            unknown++;
            return;
        }
        Receipts.Verdict verdict = receipts.add(seq);
        if (verdict == Receipts.Verdict.DOUBLED) {
            doubled++;
            return;
        }
        if (verdict == Receipts.Verdict.LATE) {
            reordered++;
        }
        unique++;
        last = now;
        latency.recordValue(Math.min(Math.max(now - due, 0), LONGEST));
    }

    Histogram latency() {
        return latency;
    }

    long expected() {
        return expected;
    }

    long unique() {
        return unique;
    }

    long lost() {
        return Math.max(expected - unique, 0);
    }

    long doubled() {
        return doubled;
    }

    long reordered() {
        return reordered;
    }

    /** Payloads with a number that was never sent. */
    long unknown() {
        return unknown;
    }

    /** When the last one came. */
    long last() {
        return last;
    }
}
