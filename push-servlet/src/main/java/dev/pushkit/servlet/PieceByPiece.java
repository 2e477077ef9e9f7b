// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.Slice;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Appends a body as it comes: each piece is kept and shown at once, and what is cut off leaves a whole beginning. */
final class PieceByPiece implements Intake {
    /** What is done with the pieces. */
    interface Use {
        /** The first piece has come: also where there is something to create first. */
        void first(Slice piece);

        void next(Slice piece);

        /** All have come, and perhaps there was none. */
        void end(boolean any, HttpServletResponse response) throws IOException;
    }

    private final Use use;
    private boolean any;

    PieceByPiece(Use use) {
        this.use = use;
    }

    @Override
    public void take(Slice bytes) {
        if (bytes.length() == 0) {
            return;
        }
        if (any) {
            use.next(bytes);
        } else {
            use.first(bytes);
            any = true;
        }
    }

    @Override
    public void complete(HttpServletResponse response) throws IOException {
        use.end(any, response);
    }

    @Override
    public void release() {
        // What was appended stays.
    }
}
