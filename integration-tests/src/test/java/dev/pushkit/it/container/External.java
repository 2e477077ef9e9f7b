// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server that somebody else runs, with the sample deployed at the address that {@code it.url} names.
 *
 * <p>Tests that need control of the server are left out by name.
 */
record External() implements ServerKind {

    // What it has or lacks by itself, whoever runs it; a test that needs it finds out.
    private static final Set<Ability> OWN = Set.of(Ability.H2C);
    private static final Map<Ability, String> PERHAPS = Map.of(
            Ability.LEAVES_QUERIES_ALONE, "the server itself refuses what it cannot decode",
            Ability.ANSWERS_REFUSED_HANDSHAKES,
                    "a handshake that is refused for its origin gets another status than 403");

    /** The sample's address, which ends in a slash, where the tests are about such a server. */
    static Optional<URI> url() {
        String url = System.getProperty("it.url", "");
        return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url.endsWith("/") ? url : url + "/"));
    }

    @Override
    public String id() {
        return "external";
    }

    @Override
    public String product() {
        return url().map(URI::toString).orElse("?");
    }

    @Override
    public int heartbeatsToNotice() {
        // It may be one of those that write in the background.
        return 3;
    }

    @Override
    public Map<Ability, String> lacks() {
        Map<Ability, String> lacks = new EnumMap<>(Ability.class);
        for (Ability ability : Ability.values()) {
            if (!OWN.contains(ability)) {
                lacks.put(ability, PERHAPS.getOrDefault(ability, "needs control of the server"));
            }
        }
        return lacks;
    }

    @Override
    public List<String> command(Launch launch) {
        throw new UnsupportedOperationException("A server that somebody else runs is not started here");
    }
}
