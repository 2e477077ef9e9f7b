// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.net.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Publishes large events until the kernel's buffers for stalled subscribers must be full. Not thread-safe. */
final class Filler extends HttpConnection {
    /** The most that Linux buffers for a connection by default is 4 MiB. */
    private static final int TOTAL = 6 << 20;

    private static final int EVENT = 60_000;

    private final ByteBuffer request;
    private int left = TOTAL / EVENT;
    private boolean failed;

    Filler(Loop loop, LoadOptions options) {
        super(loop);
        String head = "POST " + options.stall().fillPath() + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + options.endpoint().publishPort() + "\r\nContent-Type: text/plain\r\nContent-Length: " + EVENT
                + "\r\n\r\n";
        request = ByteBuffer.wrap(Payload.ascii(head + "x".repeat(EVENT)));
    }

    void fill(int port) {
        try {
            open(null, Loopback.port(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isDone() {
        return left == 0 || failed;
    }

    @Override
    void connected() {
        begin();
        next();
    }

    private void next() {
        send(request.rewind());
    }

    @Override
    Framing answered(ResponseHead answer) {
        return plainFraming(answer);
    }

    @Override
    public void accept(byte[] in, int from, int to) {
        // The answer's head is enough.
    }

    @Override
    void complete(boolean closes) {
        left--;
        if (left == 0) {
            close();
        } else {
            next();
        }
    }

    @Override
    void ended() {
        failed = true;
    }
}
