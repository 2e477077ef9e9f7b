// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/**
 * A header of an answer that goes back with the next poll.
 *
 * @param from its name in the answer
 * @param to its name in the request
 */
public record HeaderCopy(String from, String to) {

    static HeaderCopy of(String text) {
        String[] names = text.split(">", 2);
        if (names.length < 2) {
            throw new IllegalArgumentException("Write --lp-copy as 'ETag>If-None-Match', not as " + text);
        }
        return new HeaderCopy(names[0], names[1]);
    }
}
