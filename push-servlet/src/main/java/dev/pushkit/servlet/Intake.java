// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.Slice;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes a request's body as it comes. Used by one thread at a time. */
interface Intake {
    /**
     * Takes the next bytes, which lie in a buffer that is used again.
     *
     * @throws RuntimeException what the answer is to say, where they are refused
     */
    void take(Slice bytes);

    /**
     * The body is complete: answers.
     *
     * @throws RuntimeException what the answer is to say, where it is refused
     */
    void complete(HttpServletResponse response) throws IOException;

    /** Nothing more comes, whether it was complete, refused or cut. Idempotent. */
    void release();
}
