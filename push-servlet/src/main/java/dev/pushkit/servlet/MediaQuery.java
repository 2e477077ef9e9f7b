// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import dev.pushkit.wire.QueryParameters;
import java.util.List;
import java.util.Optional;

/**
 * What the query of a request for an object asks for.
 *
 * @param fromLive whether to begin at the live edge, and not at the beginning
 * @param slower the most bytes a second that the reader wants
 */
record MediaQuery(boolean fromLive, Optional<Integer> slower) {
    /**
     * Reads a query.
     *
     * @throws InvalidInputException if a value is none that is known
     */
    static MediaQuery of(QueryParameters query) {
        List<String> from = query.all("from");
        if (!from.isEmpty() && !from.equals(List.of("live"))) {
            throw new InvalidInputException(
                    "The parameter from is live or nothing: send from=live for the newest, or leave it out for all.");
        }
        Optional<Integer> slower = query.number("rate");
        if (slower.filter(bytes -> bytes < 1).isPresent()) {
            throw new InvalidInputException("The parameter rate is 0: send bytes a second, from 1.");
        }
        return new MediaQuery(!from.isEmpty(), slower);
    }

    /** The rate that counts, where another one is set already; 0 stands for none. */
    long rate(long set) {
        long asked = slower.orElse(0);
        return set == 0 || asked == 0 ? Math.max(set, asked) : Math.min(set, asked);
    }
}
