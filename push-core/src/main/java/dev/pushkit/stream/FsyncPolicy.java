// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/** When bytes are forced to the disk. */
enum FsyncPolicy {
    /** Before an append is done that has to outlast the machine's end. */
    ALWAYS,
    /** Whenever the owner of the store asks for it. */
    INTERVAL,
    /** When the operating system likes; only a segment that ends is forced, so that recovery finds one loose end. */
    NEVER
}
