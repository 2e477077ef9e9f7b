// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.glassfish.tyrus.client.ClientManager;

/** Tyrus' WebSocket client. */
public final class TyrusWebSocket implements ThirdPartyClient {

    /** A client. */
    public TyrusWebSocket() {}

    @Override
    public Closeable follow(URI push, String topic, String cursor, Inbox inbox) throws IOException {
        ClientManager client = ClientManager.createClient();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of("push.v1"))
                .build();
        Endpoint endpoint = new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig endpointConfig) {
                session.addMessageHandler(String.class, (MessageHandler.Whole<String>) inbox::sawObjects);
            }

            @Override
            public void onClose(Session session, CloseReason reason) {
                inbox.failed(reason.toString());
            }
        };
        try {
            Session session = client.connectToServer(endpoint, config, Addresses.webSocket(push, topic, cursor));
            return () -> {
                session.close();
                client.shutdown();
            };
        } catch (DeploymentException e) {
            throw new IOException(e);
        }
    }
}
