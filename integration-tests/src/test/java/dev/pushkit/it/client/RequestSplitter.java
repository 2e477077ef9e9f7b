// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Finds the requests in what a client sends over one connection. For one thread. */
final class RequestSplitter {
    private static final int MAX_HEAD = 64 * 1_024;

    /** Takes a client's bytes, cut where requests begin. */
    interface Sink {
        void head(RequestHead head, byte[] bytes) throws IOException;

        void rest(byte[] bytes, int from, int count) throws IOException;
    }

    private final Sink sink;
    private final StringBuilder head = new StringBuilder();
    private long body;
    private boolean endless;

    RequestSplitter(Sink sink) {
        this.sink = sink;
    }

    void feed(byte[] bytes, int count) throws IOException {
        for (int at = 0; at < count; ) {
            if (endless || body > 0) {
                int part = endless ? count - at : (int) Math.min(body, count - at);
                sink.rest(bytes, at, part);
                body -= endless ? 0 : part;
                at += part;
            } else {
                head.append((char) (bytes[at++] & 0xff));
                endHead();
            }
        }
    }

    private void endHead() throws IOException {
        int length = head.length();
        if (length > MAX_HEAD) {
            throw new IOException("A head of more than " + MAX_HEAD + " bytes");
        }
        if (length >= 4 && head.indexOf("\r\n\r\n", length - 4) >= 0) {
            RequestHead request = RequestHead.parse(head.toString());
            head.setLength(0);
            body = request.bodyLength();
            endless = request.endless();
            sink.head(request, request.text().getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
