// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.servlet.annotation.WebServlet;

/** Publishes to {@link AsynchronousEndpoint}. */
@WebServlet("/pub-ws-async/*")
public final class AsynchronousPublishServlet extends PublishServlet {
    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public AsynchronousPublishServlet() {}

    @Override
    void publish(String topic, String text) {
        // Its path begins with a slash, the endpoint's parameter does not.
        AsynchronousEndpoint.publish(topic.substring(1), text);
    }
}
