// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.slow;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** What a database or another service would take. */
final class Thinking {
    /** What a page takes. */
    static final int PAGE_MILLIS = 400;

    /** What each of its assets takes. */
    static final int ASSET_MILLIS = 150;

    private Thinking() {}

    static void take(int millis) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }
}
