// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which pages may connect: the server's own, and those that a setting names. Immutable, thread-safe.
 *
 * <p>Own means that host and port equal those of the {@code Host} header, the default port taken from the origin's
 * scheme, so that a proxy that ends TLS does no harm. The origin {@code null} of sandboxed pages is always foreign.
 */
public final class OriginRule {
    /** What the rule says of a request. */
    public enum Verdict {
        /** The page came from here, or no page asks: programs send no origin. */
        OWN,
        /** A foreign page, allowed by its very name. */
        ALLOWED_BY_NAME,
        /** A foreign page, allowed since all are. */
        ALLOWED_BY_STAR,
        /** A foreign page that is not allowed. */
        FOREIGN;

        /**
         * Tells whether the request may go on.
         *
         * @return true for all but {@link #FOREIGN}
         */
        public boolean isAllowed() {
            return this != FOREIGN;
        }
    }

    private static final String STAR = "*";

    private final Set<WebOrigin> names;
    private final boolean star;

    private OriginRule(Set<WebOrigin> names, boolean star) {
        this.names = names;
        this.star = star;
    }

    /**
     * Makes the rule of a setting.
     *
     * @param allowed foreign origins such as {@code https://app.example}, or {@code *} for all
     * @return the rule
     * @throws InvalidInputException if one is no origin
     */
    public static OriginRule of(List<String> allowed) {
        Set<WebOrigin> names = new HashSet<>();
        for (String text : allowed) {
            if (!text.equals(STAR)) {
                names.add(WebOrigin.parse(text)
                        .orElseThrow(() -> new InvalidInputException("The setting push.origins has \"" + text
                                + "\": write scheme://host or scheme://host:port, such as https://app.example,"
                                + " without a path, or * for all.")));
            }
        }
        return new OriginRule(Set.copyOf(names), allowed.contains(STAR));
    }

    /**
     * Judges a request by two of its headers.
     *
     * @param origin the header {@code Origin}, or empty where there is none
     * @param host the header {@code Host}, or empty where there is none
     * @return the verdict
     */
    public Verdict judge(Optional<String> origin, Optional<String> host) {
        if (origin.isEmpty()) {
            return Verdict.OWN;
        }
        Optional<WebOrigin> page = WebOrigin.parse(origin.get());
        if (page.isEmpty()) {
            return Verdict.FOREIGN;
        }
        if (host.isPresent() && page.get().isServedBy(host.get())) {
            return Verdict.OWN;
        }
        if (names.contains(page.get())) {
            return Verdict.ALLOWED_BY_NAME;
        }
        return star ? Verdict.ALLOWED_BY_STAR : Verdict.FOREIGN;
    }
}
