// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** WebSockets, written by the publisher's thread under a lock for each. */
@ServerEndpoint("/ws/{topic}")
public final class PlainEndpoint {
    private static final Topics<Session> TOPICS = new Topics<>();

    /** Made by the container. */
    public PlainEndpoint() {}

    /**
     * Subscribes.
     *
     * @param session the client
     * @param topic what it listens to
     */
    @OnOpen
    public void open(Session session, @PathParam("topic") String topic) {
        session.setMaxIdleTimeout(0);
        TOPICS.add(topic, session);
    }

    /**
     * Unsubscribes.
     *
     * @param session the client
     * @param topic what it listened to
     */
    @OnClose
    public void close(Session session, @PathParam("topic") String topic) {
        TOPICS.remove(topic, session);
    }

    /**
     * Passes over an error: the end of the connection follows it.
     *
     * @param error what happened
     */
    @OnError
    public void failed(Throwable error) {}

    static void publish(String topic, String text) {
        for (Session session : TOPICS.of(topic)) {
            try {
                // Two threads that send at once are an error of the application.
                synchronized (session) {
                    session.getBasicRemote().sendText(text);
                }
            } catch (IOException e) {
                TOPICS.remove(topic, session);
            }
        }
    }
}
