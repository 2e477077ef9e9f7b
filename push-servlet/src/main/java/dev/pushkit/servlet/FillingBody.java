// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A body whose bytes have to be put somewhere anyway. */
interface FillingBody extends Body {
    /**
     * Puts the next bytes into a buffer, in place of {@link #next}.
     *
     * @param target is empty, and as long as it likes
     * @return how many; none where the body is over
     * @throws IOException if they cannot be had any more
     */
    int fill(ByteBuffer target) throws IOException;
}
