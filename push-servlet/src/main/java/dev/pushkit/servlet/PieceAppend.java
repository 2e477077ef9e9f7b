// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.Append;
import dev.pushkit.stream.Slice;
import java.util.Optional;

/** Appends that are pieces of a body. */
final class PieceAppend {
    private PieceAppend() {}

    static Append of(Slice piece, Optional<String> contentType, Optional<String> sequence) {
        return new Append(piece, contentType, Optional.empty(), sequence, false, true);
    }
}
