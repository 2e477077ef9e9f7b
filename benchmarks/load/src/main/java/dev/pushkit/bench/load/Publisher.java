// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.net.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** A connection that publishes one event after the other, each when the last was answered. Not thread-safe. */
final class Publisher extends HttpConnection {
    /** What is to be published, and when it was due. */
    private record Due(Topic topic, long at) {}

    private final Announcers announcers;
    private final int lane;
    private final Deque<Due> queue = new ArrayDeque<>();
    private boolean connected;
    private boolean busy;
    private int status;

    Publisher(Announcers announcers, Loop loop, int lane) {
        super(loop);
        this.announcers = announcers;
        this.lane = lane;
    }

    void open(int port) {
        try {
            open(null, Loopback.port(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes as soon as what was asked for earlier is done. */
    void publish(Topic topic, long due) {
        queue.add(new Due(topic, due));
        next();
    }

    /** Whether nothing is on its way or waits for it. */
    boolean isIdle() {
        return connected && !busy && queue.isEmpty();
    }

    int backlog() {
        return queue.size();
    }

    private void next() {
        if (!connected || busy) {
            return;
        }
        Due due = queue.poll();
        if (due == null) {
            return;
        }
        busy = true;
        ByteBuffer out = loop().out();
        announcers.write(out, due.topic, due.topic.publish(lane), due.at);
        send(out.flip());
    }

    @Override
    void connected() {
        begin();
        connected = true;
        next();
    }

    @Override
    Framing answered(ResponseHead answer) {
        status = answer.status();
        return plainFraming(answer);
    }

    @Override
    public void accept(byte[] in, int from, int to) {
        // The answer's status is enough.
    }

    @Override
    void complete(boolean closes) {
        busy = false;
        announcers.answered(status);
        if (closes) {
            close();
            reopen();
        } else {
            next();
            announcers.free(this);
        }
    }

    private void reopen() {
        connected = false;
        announcers.reopen(this);
    }

    @Override
    void ended() {
        if (busy) {
            busy = false;
            announcers.answered(0);
        }
        reopen();
    }
}
