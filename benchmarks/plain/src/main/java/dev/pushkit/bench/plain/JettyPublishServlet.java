// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.servlet.annotation.WebServlet;

/** Publishes to {@link JettyEventsServlet}. */
@WebServlet("/pub-eventsource/*")
public final class JettyPublishServlet extends PublishServlet {
    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public JettyPublishServlet() {}

    @Override
    void publish(String topic, String text) {
        JettyEventsServlet.publish(topic, text);
    }
}
