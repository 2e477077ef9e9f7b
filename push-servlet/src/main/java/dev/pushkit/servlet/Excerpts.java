// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.ReadBuffer;
import dev.pushkit.stream.Slice;
import java.util.Arrays;
import java.util.Optional;

/** Looks into a stream, a piece at a time. For one thread. */
final class Excerpts {
    /** Finds the beginning of a part. */
    @FunctionalInterface
    interface Mark {
        boolean isAt(Excerpt excerpt, int index);
    }

    static final int MOST = 64 << 10;
    // How much follows a place before its mark can be judged.
    private static final int MARGIN = 64;
    // Ten seconds of eight megabits; who has no keyframe for longer cannot be joined late.
    private static final long BACKWARDS = 16 << 20;

    private final ByteStream stream;
    private final long tail;
    private final ReadBuffer buffer = new ReadBuffer(MOST);

    Excerpts(ByteStream stream, long tail) {
        this.stream = stream;
        this.tail = tail;
    }

    /** At most so many bytes from a place, fewer only where the stream ends. */
    Excerpt read(long start, int most) {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(most, tail - start))];
        int count = 0;
        while (count < bytes.length) {
            Slice slice = stream.read(start + count, bytes.length - count, buffer);
            if (slice.length() == 0) {
                return new Excerpt(start, Arrays.copyOf(bytes, count));
            }
            System.arraycopy(slice.array(), slice.offset(), bytes, count, slice.length());
            count += slice.length();
        }
        return new Excerpt(start, bytes);
    }

    /** The first place that has a mark, below a bound. */
    Optional<Long> first(long bound, Mark mark) {
        for (long from = 0; from < Math.min(tail, bound); from += MOST - MARGIN) {
            Excerpt excerpt = read(from, MOST);
            for (int i = 0; i < excerpt.length(); i++) {
                if (mark.isAt(excerpt, i)) {
                    return Optional.of(from + i);
                }
            }
        }
        return Optional.empty();
    }

    /** The last place that has a mark, at or after a bound and not too far back. */
    Optional<Long> last(long bound, Mark mark) {
        long lowest = Math.max(Math.max(bound, stream.earliest().position()), tail - BACKWARDS);
        long to = tail;
        while (to > lowest) {
            long from = Math.max(lowest, to - (MOST - MARGIN));
            Excerpt excerpt = read(from, (int) Math.min(MOST, tail - from));
            for (int i = (int) (to - from) - 1; i >= 0; i--) {
                if (mark.isAt(excerpt, i)) {
                    return Optional.of(from + i);
                }
            }
            to = from;
        }
        return Optional.empty();
    }
}
