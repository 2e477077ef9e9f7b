// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

/**
 * How much one stream may hold, and what happens beyond. Immutable, thread-safe.
 *
 * @param most bytes; 0 for no bound
 * @param evicts whether its oldest bytes then go; else new ones are refused
 */
record StreamBounds(long most, boolean evicts) {
    void check(long size) throws StorageFullException {
        if (most > 0 && !evicts && size > most) {
            throw new StorageFullException("The stream would have over " + most + " bytes: begin another one; the"
                    + " server's settings are push.streams.max-bytes and push.streams.overflow.");
        }
    }

    boolean trims(long size) {
        return most > 0 && evicts && size > most;
    }
}
