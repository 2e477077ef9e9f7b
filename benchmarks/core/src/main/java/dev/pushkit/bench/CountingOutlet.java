// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.CloseReason;
import dev.pushkit.Frame;
import dev.pushkit.Outlet;

/** An outlet that is always ready, counts bytes and sends none: what is left is the kit's own work. */
public final class CountingOutlet implements Outlet {
    private final Runnable onWrite;
    // The pump's alone.
    private long bytes;

    /**
     * Makes an outlet that tells of each write.
     *
     * @param onWrite called by the pump after each write; short, and fit for any thread
     */
    public CountingOutlet(Runnable onWrite) {
        this.onWrite = onWrite;
    }

    /** Makes an outlet that only counts. */
    public CountingOutlet() {
        this(() -> {});
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void write(Frame frame) {
        bytes += frame.length();
        onWrite.run();
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public boolean close(CloseReason reason) {
        return true;
    }

    /**
     * How much was written.
     *
     * @return the bytes so far, exact once nothing is under way
     */
    public long bytes() {
        return bytes;
    }
}
