// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/**
 * The one buffer of one reader, made when a store first needs it: memory shares its own bytes instead.
 *
 * <p>Owned by the reader; what was read into it counts until the next read.
 */
public final class ReadBuffer {
    private final int size;
    private byte[] array;

    /**
     * An empty place for a buffer.
     *
     * @param size its bytes
     */
    public ReadBuffer(int size) {
        this.size = size;
    }

    /**
     * The most that one read brings.
     *
     * @return bytes
     */
    public int size() {
        return size;
    }

    /**
     * Tells whether a store has needed it, so that what was read lies in it and not in bytes that are shared.
     *
     * @return true once it was made
     */
    public boolean isUsed() {
        return array != null;
    }

    /**
     * The buffer itself.
     *
     * @return an array of {@link #size} bytes, the same each time
     */
    public byte[] array() {
        if (array == null) {
            array = new byte[size];
        }
        return array;
    }
}
