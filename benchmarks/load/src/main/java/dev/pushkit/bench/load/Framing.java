// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/** Divides the bytes behind a response head into content and the rest. Not thread-safe. */
interface Framing {

    /**
     * Takes bytes as they come.
     *
     * @return where it stopped: at the end of what it was given, or where it is complete
     */
    int accept(byte[] in, int from, int to, Content content);

    boolean complete();
}
