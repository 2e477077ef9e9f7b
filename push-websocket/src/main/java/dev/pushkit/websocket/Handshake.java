// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.HubContext;
import dev.pushkit.Identity;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.security.Principal;
import java.util.Optional;

/**
 * What a connection has to know of its handshake. Immutable.
 *
 * @param context finds the hub
 * @param identity who asks
 * @param anonymous whether the user counts for nothing, as any page could have sent this
 * @param foreign whether the page has a foreign origin that is not allowed
 * @param lastEventId the header {@code Last-Event-ID}
 * @param sends those of the hub's sends that may block
 */
record Handshake(
        HubContext context,
        Identity identity,
        boolean anonymous,
        boolean foreign,
        Optional<String> lastEventId,
        BlockingSends sends) {
    private static final String KEY = "dev.pushkit.websocket.handshake";

    /** Leaves this with a configuration that is the handshake's own (Jakarta WebSocket 2.1, section 3.1.3). */
    void leaveWith(EndpointConfig config) {
        config.getUserProperties().put(KEY, this);
    }

    /**
     * Finds a session's handshake.
     *
     * @return the handshake; empty where the container lost it, or mixed it up with that of another user
     */
    static Optional<Handshake> of(Session session, EndpointConfig config) {
        Object left = session.getUserProperties()
                .getOrDefault(KEY, config.getUserProperties().get(KEY));
        return left instanceof Handshake handshake && handshake.belongsTo(session.getUserPrincipal())
                ? Optional.of(handshake)
                : Optional.empty();
    }

    // Before 2.1 the configuration could be one for all: better no connection than somebody else's rights.
    private boolean belongsTo(Principal user) {
        return anonymous || Optional.ofNullable(user).map(Principal::getName).equals(identity.name());
    }
}
