// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.util.Optional;

/**
 * The part of an object that answers a request.
 *
 * @param first its first byte
 * @param end the place after its last byte; {@link #ENDLESS} where it goes on for as long as the object grows
 * @param contentRange the Content-Range header of a 206; empty for a 200
 */
record Part(long first, long end, Optional<String> contentRange) {
    static final long ENDLESS = Long.MAX_VALUE;

    int status() {
        return contentRange.isPresent() ? 206 : 200;
    }

    boolean isEndless() {
        return end == ENDLESS;
    }

    long length() {
        return end - first;
    }
}
