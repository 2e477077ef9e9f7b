// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.util.Locale;

/** How a page's assets were sent or announced ahead; its text stands in the header {@code Push-Resources}. */
public enum ResourceWay {
    /** By HTTP/2 server push (RFC 9113, section 8.4). */
    PUSH,
    /** By an interim answer 103 (RFC 8297), and once more in the final answer's {@code Link} headers. */
    EARLY_HINTS,
    /** By the final answer's {@code Link} headers (RFC 8288) alone. */
    LINK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
