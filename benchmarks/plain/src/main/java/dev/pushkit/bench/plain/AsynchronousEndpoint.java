// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** WebSockets whose publisher waits for none of them: a queue for each, and one asynchronous send in flight. */
@ServerEndpoint("/ws-async/{topic}")
public final class AsynchronousEndpoint {
    private static final Topics<SendQueue> TOPICS = new Topics<>();

    private SendQueue queue;

    /** Made by the container, for each session. */
    public AsynchronousEndpoint() {}

    /**
     * Subscribes.
     *
     * @param session the client
     * @param topic what it listens to
     */
    @OnOpen
    public void open(Session session, @PathParam("topic") String topic) {
        session.setMaxIdleTimeout(0);
        queue = new SendQueue(session);
        TOPICS.add(topic, queue);
    }

    /**
     * Unsubscribes.
     *
     * @param topic what it listened to
     */
    @OnClose
    public void close(@PathParam("topic") String topic) {
        TOPICS.remove(topic, queue);
    }

    /**
     * Passes over an error: the end of the connection follows it.
     *
     * @param error what happened
     */
    @OnError
    public void failed(Throwable error) {}

    static void publish(String topic, String text) {
        for (SendQueue queue : TOPICS.of(topic)) {
            if (!queue.send(text)) {
                TOPICS.remove(topic, queue);
            }
        }
    }
}
