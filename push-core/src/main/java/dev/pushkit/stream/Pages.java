// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.InvalidInputException;

/** Finds where a part of a stream may end. */
final class Pages {
    private static final int WINDOW = 8 << 10;
    private static final int LONGEST_CHARACTER = 4;

    private Pages() {}

    static Page cut(ByteStream stream, Offset from, int most) {
        // In this order: what is closed has its last tail.
        boolean closed = stream.isClosed();
        long tail = stream.tail().position();
        long start = from.position();
        if (start > tail) {
            throw new InvalidInputException("The offset lies beyond the end of the stream, which is " + new Offset(tail)
                    + ": send one that this stream gave.");
        }
        if (start < tail && !stream.isKept(from)) {
            throw ByteStream.evicted();
        }
        if (stream.isJson() && !isBoundary(stream, start)) {
            throw new InvalidInputException("The offset lies within a message: send one that this stream gave.");
        }
        // A page of what was kept of the beginning ends where bytes are missing.
        long end = Math.min(Math.min(tail, stream.keptUntil(start)), start + most);
        if (end < tail) {
            end = stream.isJson() ? message(stream, start, end) : stream.isText() ? character(stream, start, end) : end;
        }
        return new Page(from, new Offset(end), end == tail, end == tail && closed);
    }

    /**
     * The place after so many messages.
     *
     * @throws InvalidInputException if there are not as many
     */
    static long skipMessages(ByteStream stream, long from, long count) {
        long tail = stream.tail().position();
        long left = count;
        long at = from;
        while (left > 0 && at < tail) {
            byte[] window = stream.copy(at, (int) Math.min(WINDOW, tail - at));
            int i = 0;
            while (i < window.length && left > 0) {
                if (window[i++] == JsonMessages.SEPARATOR[1]) {
                    left--;
                }
            }
            at += i;
        }
        if (left > 0) {
            throw new InvalidInputException("Stream-Fork-Sub-Offset names more messages than follow the offset.");
        }
        return at;
    }

    private static boolean isBoundary(ByteStream stream, long position) {
        if (position == stream.header().start()) {
            // A fork begins between messages, though those before it may be kept no more.
            return true;
        }
        if (position < JsonMessages.SEPARATOR.length) {
            return position == 0;
        }
        if (!stream.isKept(new Offset(position - 2))) {
            // Nobody can tell whether a message begins here.
            throw ByteStream.evicted();
        }
        byte[] before = stream.copy(position - 2, 2);
        return before[0] == JsonMessages.SEPARATOR[0] && before[1] == JsonMessages.SEPARATOR[1];
    }

    // The last boundary before the limit, or else the first one after it.
    private static long message(ByteStream stream, long start, long limit) {
        long end = limit;
        while (end > start) {
            int count = (int) Math.min(WINDOW, end - start);
            byte[] window = stream.copy(end - count, count);
            for (int i = count - 1; i >= 0; i--) {
                if (window[i] == JsonMessages.SEPARATOR[1]) {
                    return end - count + i + 1;
                }
            }
            end -= count;
        }
        return next(stream, limit);
    }

    // The first boundary after a place; the tail is one.
    static long next(ByteStream stream, long from) {
        long tail = stream.tail().position();
        long at = from;
        while (at < tail) {
            int count = (int) Math.min(WINDOW, tail - at);
            byte[] window = stream.copy(at, count);
            for (int i = 0; i < count; i++) {
                if (window[i] == JsonMessages.SEPARATOR[1]) {
                    return at + i + 1;
                }
            }
            at += count;
        }
        return tail;
    }

    private static long character(ByteStream stream, long start, long limit) {
        int count = (int) Math.min(LONGEST_CHARACTER, limit - start);
        int whole = Characters.whole(stream.copy(limit - count, count), count);
        return whole == 0 ? limit : limit - count + whole;
    }
}
