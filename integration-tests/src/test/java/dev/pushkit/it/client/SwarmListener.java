// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

/**
 * Watches the connections of a {@link SocketSwarm}.
 *
 * <p>Called by the swarm's one thread, so it must not block; what it throws ends the swarm and fails the test's next
 * wait.
 */
public interface SwarmListener {

    /**
     * Bytes have arrived.
     *
     * @param connection the connection
     * @param bytes an array that is used again after the call
     * @param length how many of its bytes have arrived
     */
    void received(SwarmConnection connection, byte[] bytes, int length);

    /**
     * The connection has ended, by either side.
     *
     * @param connection the connection, whose {@link SwarmConnection#end} tells how
     */
    default void ended(SwarmConnection connection) {}
}
