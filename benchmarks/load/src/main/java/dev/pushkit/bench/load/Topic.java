// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/** A topic: who listens, and what was published to it so far. Not thread-safe. */
final class Topic {
    private final int number;
    private final long[] next;
    private int listeners;

    /**
     * Makes a topic to which nothing was published.
     *
     * @param number its number
     * @param lanes publishers that share it
     */
    Topic(int number, int lanes) {
        this.number = number;
        next = new long[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            next[lane] = lane;
        }
    }

    int number() {
        return number;
    }

    int listeners() {
        return listeners;
    }

    void listen() {
        listeners++;
    }

    /** The number of the next event of a publisher. */
    long publish(int lane) {
        long seq = next[lane];
        next[lane] += next.length;
        return seq;
    }

    boolean knows(long seq) {
        return seq < next[(int) (seq % next.length)];
    }
}
