// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.undertow;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.websocket.server.ServerEndpoint;

/** What only a server with WebSockets may load. Thread-safe. */
final class WebSockets {
    private static final int BUFFER_BYTES = 8_192;
    private static final DefaultByteBufferPool BUFFERS = new DefaultByteBufferPool(true, BUFFER_BYTES);

    private WebSockets() {}

    /** Asks Undertow for WebSockets, with the application's own endpoints. */
    static void describe(DeploymentInfo info, AnnotatedClasses classes) throws ClassNotFoundException {
        WebSocketDeploymentInfo websockets = new WebSocketDeploymentInfo().setBuffers(BUFFERS);
        classes.with(ServerEndpoint.class).forEach(websockets::addEndpoint);
        info.addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, websockets);
    }
}
