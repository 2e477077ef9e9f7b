// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One that asks and never reads, with little room in the kernel. Not thread-safe. */
final class StalledSubscriber extends Connection {
    private static final int RECEIVE_BUFFER = 2_304;

    private final Request request;
    private final Position position;
    private boolean asked;

    StalledSubscriber(Audience audience, int id, Topic topic) {
        super(audience.loop());
        request = Request.of(audience.options(), audience.options().stall().path(), topic.number(), id);
        position = new Position(audience.options().endpoint());
    }

    boolean hasAsked() {
        return asked;
    }

    @Override
    void prepare(SocketChannel fresh) throws IOException {
        fresh.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    }

    @Override
    void connected() {
        ByteBuffer out = loop().out();
        request.write(out, position);
        send(out.flip());
        stall();
        asked = true;
    }

    @Override
    void received(byte[] in, int length) {
        throw new IllegalStateException("A stalled subscriber reads nothing.");
    }

    @Override
    void ended() {}
}
