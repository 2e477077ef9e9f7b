// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.io.IOException;

/** What a pump drains into: bytes for a connection, or calls to Java code. Called by the pump alone. */
interface Sink {
    /** Tells whether a peer is at the other end, which has to be asked for signs of life and made to take bytes. */
    boolean isRemote();

    boolean isReady();

    /** Whether delivering may take longer than a moment although it is ready. */
    boolean mayBlock();

    void say(Control control) throws IOException;

    void deliver(Reading reading) throws IOException;

    void flush() throws IOException;

    /** Delivers and flushes; false where the outlet is not ready, and a flush is still owed when it is. */
    boolean send(Reading reading) throws IOException;

    boolean probe() throws IOException;

    boolean close(CloseReason reason);

    void abort();
}
