// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.servlet.annotation.WebServlet;
import java.nio.charset.StandardCharsets;

/** Publishes to {@link SseServlet}: the event is encoded once. */
@WebServlet("/pub-sse/*")
public final class SsePublishServlet extends PublishServlet {
    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public SsePublishServlet() {}

    @Override
    void publish(String topic, String text) {
        SseServlet.publish(topic, ("data:" + text + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
}
