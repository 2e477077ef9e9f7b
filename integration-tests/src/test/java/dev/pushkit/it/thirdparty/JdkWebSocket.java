// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The JDK's WebSocket client. */
public final class JdkWebSocket implements ThirdPartyClient {

    /** A client. */
    public JdkWebSocket() {}

    @Override
    public Closeable follow(URI push, String topic, String cursor, Inbox inbox) throws IOException {
        try {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("push.v1")
                    .buildAsync(Addresses.webSocket(push, topic, cursor), new Listener(inbox))
                    .join();
            return socket::abort;
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static final class Listener implements WebSocket.Listener {
        private final Inbox inbox;
        private final StringBuilder message = new StringBuilder();

        Listener(Inbox inbox) {
            this.inbox = inbox;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                inbox.sawObjects(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            inbox.failed(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable fault) {
            inbox.failed(fault.toString());
        }
    }
}
