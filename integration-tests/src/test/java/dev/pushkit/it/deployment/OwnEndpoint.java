// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** An endpoint that an application has beside the kit's. */
@ServerEndpoint("/own/socket")
public final class OwnEndpoint {

    /** Made by containers. */
    public OwnEndpoint() {}

    /**
     * Answers a message.
     *
     * @param message what was sent
     * @return the answer
     */
    @OnMessage
    public String answer(String message) {
        return "the application's own " + message;
    }
}
