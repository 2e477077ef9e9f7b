// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.servlet.annotation.WebInitParam;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlets.EventSource;
import org.eclipse.jetty.ee10.servlets.EventSourceServlet;

/** Server-sent events by Jetty's own servlet for them. */
@WebServlet(
        urlPatterns = "/eventsource/*",
        asyncSupported = true,
        initParams = @WebInitParam(name = "heartBeatPeriod", value = "15"))
public final class JettyEventsServlet extends EventSourceServlet {
    private static final long serialVersionUID = 1L;

    private static final Topics<Subscriber> TOPICS = new Topics<>();

    /** Made by the container. */
    public JettyEventsServlet() {}

    @Override
    protected EventSource newEventSource(HttpServletRequest request) {
        return new Subscriber(request.getPathInfo());
    }

    static void publish(String topic, String text) {
        for (Subscriber subscriber : TOPICS.of(topic)) {
            try {
                subscriber.emitter.data(text);
            } catch (IOException e) {
                TOPICS.remove(topic, subscriber);
            }
        }
    }

    /** One client; its emitter has a lock of its own. */
    private static final class Subscriber implements EventSource {
        private final String topic;
        private Emitter emitter;

        private Subscriber(String topic) {
            this.topic = topic;
        }

        @Override
        public void onOpen(Emitter opened) {
            emitter = opened;
            TOPICS.add(topic, this);
        }

        @Override
        public void onClose() {
            TOPICS.remove(topic, this);
        }
    }
}
