// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/** What of a stream may not have got to the disk yet; each includes those before. */
enum Unforced {
    NOTHING,
    /** Bytes and commits. */
    CONTENT,
    /** The names of files in its folder. */
    NAMES,
    /** Its folder's own name. */
    FOLDER;

    Unforced and(Unforced other) {
        return includes(other) ? this : other;
    }

    boolean includes(Unforced other) {
        return compareTo(other) >= 0;
    }
}
