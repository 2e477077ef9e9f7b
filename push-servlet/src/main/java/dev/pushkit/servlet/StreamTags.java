// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Page;

/** Entity tags of parts of streams (Durable Streams, section 10.1). */
final class StreamTags {
    private StreamTags() {}

    /** The tag of a part: another one for another incarnation, another part, and once the stream is closed. */
    static String of(ByteStream stream, Page page) {
        return '"'
                + stream.id()
                + ':'
                + page.start().position()
                + ':'
                + page.end().position()
                + (page.last() ? ":c" : "")
                + '"';
    }

    /** Whether an If-None-Match header names a tag; compared weakly (RFC 9110, section 13.1.2). */
    static boolean matches(String header, String tag) {
        if (header == null) {
            return false;
        }
        for (String given : header.split(",", -1)) {
            String strong = given.strip().startsWith("W/") ? given.strip().substring(2) : given.strip();
            if (strong.equals(tag) || strong.equals("*")) {
                return true;
            }
        }
        return false;
    }
}
