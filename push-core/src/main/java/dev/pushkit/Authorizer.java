// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * Decides who may do what.
 *
 * <p>Called on many threads at once, never while the hub holds a lock. A pattern is asked for as it was written, and
 * then each of its topics once before the first event of it is delivered. By then the request may be over, and a
 * WebSocket has none: a role that you ask for has to be named in the setting {@code push.roles}, or it counts as absent.
 */
@FunctionalInterface
public interface Authorizer {
    /**
     * Decides.
     *
     * @param action what is asked
     * @param target the topic; for a subscription also the whole pattern
     * @param identity who asks
     * @return true where it is allowed
     */
    boolean allows(Action action, TopicPattern target, Identity identity);

    /**
     * Lets everybody listen and nobody publish over the network.
     *
     * @return the default rules
     */
    static Authorizer listenOnly() {
        return (action, target, identity) -> action == Action.SUBSCRIBE;
    }
}
