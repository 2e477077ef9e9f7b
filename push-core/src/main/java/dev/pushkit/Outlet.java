// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.io.IOException;

/**
 * Where a connection's bytes go.
 *
 * <p>One thread at a time calls {@link #isReady}, {@link #write}, {@link #flush} and {@link #probe}; {@link #close} and
 * {@link #abort} may come from another thread at any time. An outlet that was closed ignores everything.
 */
public interface Outlet {
    /**
     * Tells whether the connection takes bytes now.
     *
     * @return false where it does not; {@link Subscriber#wake} is then called as soon as it does
     */
    boolean isReady();

    /**
     * Tells whether a write may block although {@link #isReady} said yes; asked from any thread.
     *
     * @return false only where it is known that none ever does: a publisher's own thread may write here then
     */
    default boolean mayBlock() {
        return true;
    }

    /**
     * Writes one frame; called only after {@link #isReady} said yes. It may block.
     *
     * @param frame the bytes
     * @throws IOException if the peer is gone
     */
    void write(Frame frame) throws IOException;

    /**
     * Sends what was written on its way.
     *
     * @throws IOException if the peer is gone
     */
    void flush() throws IOException;

    /**
     * Writes one frame and sends it on its way; called only after {@link #isReady} said yes. It may block.
     *
     * <p>The same as its parts, for outlets that do them at once for less.
     *
     * @param frame the bytes
     * @return true where all of it is on its way and the connection takes more now; false where it does not, and {@link
     *     #flush} is to follow when {@link #isReady} says yes again
     * @throws IOException if the peer is gone
     */
    default boolean send(Frame frame) throws IOException {
        write(frame);
        if (!isReady()) {
            return false;
        }
        flush();
        return isReady();
    }

    /**
     * Asks the peer for a sign of life where the transport knows such a thing. It may block.
     *
     * @return false where the last such question stayed without an answer
     * @throws IOException if the peer is gone
     */
    default boolean probe() throws IOException {
        return true;
    }

    /**
     * Ends the connection, at once or when what it still has in flight has gone out. Idempotent.
     *
     * @param reason why
     * @return true where the end is complete; false where {@link #abort} is to follow after a deadline
     */
    boolean close(CloseReason reason);

    /** Ends the connection now, whatever is in flight. Idempotent. */
    default void abort() {}
}
