// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/** Where characters end in UTF-8 (RFC 3629, section 3). */
public final class Characters {
    private static final int LONGEST = 4;

    private Characters() {}

    /**
     * How many bytes end with a whole character.
     *
     * @param bytes text
     * @param length how many of them count
     * @return the length, or up to three less where a character begins that does not end
     */
    public static int whole(byte[] bytes, int length) {
        for (int back = 1; back <= Math.min(LONGEST, length); back++) {
            int unit = bytes[length - back] & 0xff;
            if (unit >= 0xc0) {
                int wanted = unit >= 0xf0 ? 4 : unit >= 0xe0 ? 3 : 2;
                return wanted > back ? length - back : length;
            }
            if (unit < 0x80) {
                return length;
            }
        }
        return length;
    }
}
