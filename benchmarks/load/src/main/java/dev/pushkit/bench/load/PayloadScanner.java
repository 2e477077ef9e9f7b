// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/**
 * Finds the payloads in what a server sends, however it wraps and divides them. Not thread-safe.
 *
 * <p>It looks for {@code "seq":}, reads the two numbers and jumps over the padding, whose length it knows: most bytes of
 * a stream are never looked at.
 */
final class PayloadScanner {
    /** Is told of every payload. */
    interface Sink {
        void delivered(long seq, long due);
    }

    private enum State {
        SEEKING,
        SEQ,
        TIME_NAME,
        TIME,
        PADDING
    }

    private static final byte[] SEQ_NAME = Payload.ascii("\"seq\":");
    private static final int TAIL = Payload.PAD.length + Payload.END.length;

    private final int size;
    private final Sink sink;
    private State state = State.SEEKING;
    /** Bytes that match the name looked for. */
    private int matched;
    /** Bytes of the payload that were read, or while in the padding those that are left. */
    private int bytes;

    private long seq;
    private long due;

    PayloadScanner(int size, Sink sink) {
        this.size = size;
        this.sink = sink;
    }

    void accept(byte[] in, int from, int to) {
        int at = from;
        while (at < to) {
            switch (state) {
                case SEEKING -> at = seek(in, at, to);
                case SEQ -> at = readSeq(in, at, to);
                case TIME_NAME -> at = readTimeName(in, at);
                case TIME -> at = readTime(in, at, to);
                case PADDING -> at = skip(at, to);
            }
        }
    }

    private int seek(byte[] in, int from, int to) {
        int at = from;
        int have = matched;
        while (at < to) {
            byte b = in[at++];
            if (b == SEQ_NAME[have]) {
                if (++have == SEQ_NAME.length) {
                    state = State.SEQ;
                    bytes = Payload.START.length;
                    seq = 0;
                    have = 0;
                    break;
                }
            } else if (b == '"') {
                have = 1;
            } else {
                // The quote that ended the name may begin another.
                have = have == SEQ_NAME.length - 1 && b == 's' ? 2 : 0;
            }
        }
        matched = have;
        return at;
    }

    private int readSeq(byte[] in, int from, int to) {
        int at = from;
        while (at < to && isDigit(in[at])) {
            seq = seq * 10 + (in[at++] - '0');
        }
        bytes += at - from;
        if (at < to) {
            state = State.TIME_NAME;
            matched = 0;
        }
        return at;
    }

    private int readTimeName(byte[] in, int at) {
        if (in[at] != Payload.TIME[matched]) {
            // Not a payload of ours: the byte is looked at again as the beginning of one.
            state = State.SEEKING;
            matched = 0;
            return at;
        }
        bytes++;
        if (++matched == Payload.TIME.length) {
            state = State.TIME;
            due = 0;
        }
        return at + 1;
    }

    private int readTime(byte[] in, int from, int to) {
        int at = from;
        while (at < to && isDigit(in[at])) {
            due = due * 10 + (in[at++] - '0');
        }
        bytes += at - from;
        if (at < to) {
            sink.delivered(seq, due);
            state = State.PADDING;
            bytes = Math.max(size - bytes, TAIL);
        }
        return at;
    }

    private int skip(int at, int to) {
        int step = Math.min(bytes, to - at);
        bytes -= step;
        if (bytes == 0) {
            state = State.SEEKING;
            matched = 0;
        }
        return at + step;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
