// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/** A body in chunks, as RFC 9112 has it. */
final class ChunkedBody implements Framing {
    private enum State {
        SIZE,
        EXTENSION,
        DATA,
        DATA_END,
        TRAILER_START,
        TRAILER,
        COMPLETE
    }

    private State state = State.SIZE;
    private long left;

    ChunkedBody begin() {
        state = State.SIZE;
        left = 0;
        return this;
    }

    @Override
    public int accept(byte[] in, int from, int to, Content content) {
        int at = from;
        while (at < to && state != State.COMPLETE) {
            if (state == State.DATA) {
                int length = (int) Math.min(left, to - at);
                content.accept(in, at, at + length);
                at += length;
                left -= length;
                if (left == 0) {
                    state = State.DATA_END;
                }
            } else {
                next(in[at++]);
            }
        }
        return at;
    }

    private void next(byte b) {
        boolean lineEnd = b == '\n';
        switch (state) {
            case SIZE -> {
                int digit = Character.digit(b, 16);
                if (digit >= 0) {
                    left = left * 16 + digit;
                } else {
                    state = lineEnd ? afterSize() : State.EXTENSION;
                }
            }
            case EXTENSION -> state = lineEnd ? afterSize() : state;
            case DATA_END -> state = lineEnd ? State.SIZE : state;
            case TRAILER_START -> state = lineEnd ? State.COMPLETE : b == '\r' ? state : State.TRAILER;
            case TRAILER -> state = lineEnd ? State.TRAILER_START : state;
            default -> throw new IllegalStateException("No byte is looked at in " + state);
        }
    }

    private State afterSize() {
        return left == 0 ? State.TRAILER_START : State.DATA;
    }

    @Override
    public boolean complete() {
        return state == State.COMPLETE;
    }
}
