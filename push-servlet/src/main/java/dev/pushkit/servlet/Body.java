// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.Slice;
import java.io.IOException;

/** What an answer consists of, slice by slice. Used by one thread at a time. */
interface Body {
    /**
     * The next bytes; they stay as they are until the next call.
     *
     * @return none where there are none now
     * @throws dev.pushkit.stream.StreamException if they cannot be had any more
     * @throws IOException if they cannot be read
     */
    Slice next() throws IOException;

    /** Whether no more will come; asked when there are none now. */
    boolean isOver();

    /** Asks for a call, from another thread, as soon as there may be more; only while it is not over. */
    void await(Runnable wake);

    /** Whether it is settled what the answer is, so that its headers may go out before its first byte. */
    default boolean isSettled() {
        return true;
    }

    /** Whether it may have to wait for more, and so keep the connection. */
    boolean isLive();

    /** Asks it to be over soon, since the server stops; it may come from another thread. Whether it will. */
    default boolean end() {
        return false;
    }

    /** Lets go of everything. Idempotent; it may come from another thread while {@link #next} runs, which may fail then. */
    void release();
}
