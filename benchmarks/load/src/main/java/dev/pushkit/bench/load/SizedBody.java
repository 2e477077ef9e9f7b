// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/** A body with a length, or one that ends with the connection. */
final class SizedBody implements Framing {
    static final long UNTIL_CLOSED = Long.MAX_VALUE;

    private long left;

    SizedBody begin(long length) {
        left = length;
        return this;
    }

    @Override
    public int accept(byte[] in, int from, int to, Content content) {
        int length = (int) Math.min(left, to - from);
        content.accept(in, from, from + length);
        if (left != UNTIL_CLOSED) {
            left -= length;
        }
        return from + length;
    }

    @Override
    public boolean complete() {
        return left == 0;
    }
}
