// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;

/** Tells a container that an answer which has begun cannot be finished, so that it cuts the connection. */
final class CutException extends RuntimeException {
    static final String ATTRIBUTE = "dev.pushkit.servlet.cut";

    private static final long serialVersionUID = 1L;

    private CutException() {
        super("The rest of an answer that has begun is there no more: its connection is cut.", null, false, false);
    }

    /** Fails where a request comes back only to be cut. */
    static void check(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) != null) {
            throw new CutException();
        }
    }
}
