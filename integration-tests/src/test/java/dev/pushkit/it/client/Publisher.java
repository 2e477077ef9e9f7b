// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Publishes over one connection kept alive. For one thread. */
public final class Publisher implements Closeable {
    private final URI push;
    private RawHttp http;

    private Publisher(URI push) throws IOException {
        this.push = push;
        this.http = RawHttp.connect(push);
    }

    /**
     * Connects to a server.
     *
     * @param push the kit's base address, such as {@code http://127.0.0.1:8080/push/}
     * @return the publisher
     * @throws IOException if nobody listens
     */
    public static Publisher connect(URI push) throws IOException {
        return new Publisher(push);
    }

    /**
     * Publishes a text event.
     *
     * @param topic its topic
     * @param text its payload
     * @return its id
     * @throws IOException if the answer is not 201, or the connection is cut
     */
    public String publish(String topic, String text) throws IOException {
        String target = push.getRawPath() + "publish?topic=" + URLEncoder.encode(topic, StandardCharsets.UTF_8);
        RawResponse response = http.send(RawRequest.post(target, "text/plain", text));
        String body = response.text();
        if (response.status() != 201) {
            throw new IOException("Publishing was answered by " + response.status() + ": " + body);
        }
        if (!response.keepsAlive()) {
            // Tomcat ends a connection after its hundredth request.
            http.close();
            http = RawHttp.connect(push);
        }
        return NdjsonReader.object(body).getString("id");
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
