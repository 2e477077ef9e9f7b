// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.text.Arguments;

/**
 * Subscribers that never read.
 *
 * <p>The kernel takes megabytes for each of them before a server notices. So they may listen to a further topic, to
 * which more than that is published before the load begins.
 *
 * @param subscribers how many of all subscribers they are
 * @param path where they listen
 * @param fillPath where to publish what fills the kernel's buffers; empty for nothing
 */
public record Stall(int subscribers, String path, String fillPath) {

    static Stall of(Arguments line, Endpoint endpoint) {
        return new Stall(
                line.number("stalled", 0), line.text("stall-path", endpoint.path()), line.text("fill-path", ""));
    }
}
