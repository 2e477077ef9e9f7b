// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/** Takes what is left of an answer's bytes without its framing. */
interface Content {
    void accept(byte[] in, int from, int to);
}
