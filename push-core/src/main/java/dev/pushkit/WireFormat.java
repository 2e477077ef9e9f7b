// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * How events and controls look on the wire.
 *
 * <p>Implementations are stateless and thread-safe; use one instance for all connections, since events keep their bytes
 * by instance.
 */
public interface WireFormat {
    /**
     * Encodes an event. Call {@link StoredEvent#encoded} instead, which keeps the result.
     *
     * @param event the event
     * @return its bytes
     */
    Frame event(StoredEvent event);

    /**
     * Encodes a control.
     *
     * @param control what the server has to say
     * @return its bytes; {@link Frame#EMPTY} where this format does not say such a thing
     */
    Frame control(Control control);
}
