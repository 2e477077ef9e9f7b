// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.ReadBuffer;
import java.util.List;

/** Finds where somebody who joins late can begin. */
final class LiveEdge {
    private LiveEdge() {}

    /**
     * What to send to who joins now.
     *
     * @param tail where the stream ends
     * @return one span or two, the last without an end
     */
    static List<Span> find(ByteStream stream, long tail, ReadBuffer buffer) {
        return List.of(Span.from(tail));
    }
}
