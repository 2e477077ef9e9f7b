// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/**
 * Bytes that lie in an array, perhaps shared with other readers: never write into it.
 *
 * @param array where they lie
 * @param offset the index of the first
 * @param length how many they are
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy would cost what sharing saves
public record Slice(byte[] array, int offset, int length) {
    /** No bytes. */
    public static final Slice EMPTY = of(new byte[0]);

    /**
     * A whole array.
     *
     * @param array the bytes
     * @return all of them
     */
    public static Slice of(byte[] array) {
        return new Slice(array, 0, array.length);
    }

    /**
     * The first of these bytes.
     *
     * @param most how many at most
     * @return a shorter slice of the same array, or this
     */
    public Slice first(long most) {
        return most >= length ? this : new Slice(array, offset, (int) most);
    }
}
