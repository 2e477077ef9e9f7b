// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes ready for the wire, shared by every connection that sends the same.
 *
 * <p>Thread-safe as long as nobody writes to {@link #array()}.
 */
public final class Frame {
    /** A frame that says nothing. */
    public static final Frame EMPTY = new Frame(new byte[0]);

    private final byte[] array;
    // Racy on purpose: at worst two threads decode the same text.
    private volatile String text;

    private Frame(byte[] array) {
        this.array = array;
    }

    /**
     * Wraps text.
     *
     * @param text what to send, encoded as UTF-8
     * @return the frame
     */
    public static Frame of(String text) {
        return new Frame(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Wraps bytes.
     *
     * @param bytes what to send; not copied, so the caller must not touch them again
     * @return the frame
     */
    public static Frame of(byte[] bytes) {
        return new Frame(bytes);
    }

    /**
     * Joins frames into one write.
     *
     * @param frames the frames, in order
     * @return one frame with all their bytes
     */
    public static Frame join(List<Frame> frames) {
        if (frames.size() == 1) {
            return frames.get(0);
        }
        int length = 0;
        for (Frame frame : frames) {
            length += frame.array.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (Frame frame : frames) {
            System.arraycopy(frame.array, 0, joined, at, frame.array.length);
            at += frame.array.length;
        }
        return new Frame(joined);
    }

    /**
     * The shared bytes, for outlets.
     *
     * @return the array itself: read it only
     */
    public byte[] array() {
        return array;
    }

    /**
     * The size.
     *
     * @return the number of bytes
     */
    public int length() {
        return array.length;
    }

    /**
     * Tells whether there is nothing to send.
     *
     * @return true for no bytes
     */
    public boolean isEmpty() {
        return array.length == 0;
    }

    /**
     * The frame as text without a last line feed, decoded once for all connections.
     *
     * @return the text
     */
    public String text() {
        String known = text;
        if (known == null) {
            boolean terminated = array.length > 0 && array[array.length - 1] == '\n';
            known = new String(array, 0, terminated ? array.length - 1 : array.length, StandardCharsets.UTF_8);
            text = known;
        }
        return known;
    }
}
