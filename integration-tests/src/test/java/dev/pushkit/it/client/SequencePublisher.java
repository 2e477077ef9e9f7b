// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Publishes rising numbers in batches, spread over topics below one. For one thread. */
public final class SequencePublisher {
    private final URI push;
    private final String root;
    private final int topics;
    private int next;

    /**
     * Begins with 0.
     *
     * @param push the kit's base address
     * @param root the topics are {@code root/0} and so on
     * @param topics how many there are
     */
    public SequencePublisher(URI push, String root, int topics) {
        this.push = push;
        this.root = root;
        this.topics = topics;
    }

    /**
     * Publishes the next numbers as one batch, which is all or nothing.
     *
     * @param count how many
     * @throws IOException if the server does not take them
     */
    public void publish(int count) throws IOException {
        String lines = IntStream.range(next, next + count)
                .mapToObj(number -> "{\"topic\":\"" + root + "/" + number % topics + "\",\"data\":" + number + "}")
                .collect(Collectors.joining("\n"));
        try (RawHttp http = RawHttp.connect(push)) {
            RawResponse response =
                    http.send(RawRequest.post(push.getRawPath() + "publish", "application/x-ndjson", lines));
            String answer = response.text();
            if (response.status() != 201) {
                throw new IOException("Publishing was answered by " + response.status() + ": " + answer);
            }
        }
        next += count;
    }
}
