// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Offset;
import dev.pushkit.stream.Page;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.StreamException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/** Waits for what follows a place, and brings it (Durable Streams, section 5.7). */
final class StreamPoll implements Body {
    private final ByteStream stream;
    private final Offset from;
    private final int most;
    private final Duration hold;
    private final LiveBodies live;
    private final PollHeaders headers;
    private final HttpServletResponse response;
    private final long began;
    private Optional<PageBody> page = Optional.empty();
    private boolean settled;
    private final BodyWait wait;
    // Set by whoever stops the server.
    private volatile boolean ending;

    StreamPoll(
            ByteStream stream,
            Offset from,
            int most,
            Duration hold,
            LiveBodies live,
            PollHeaders headers,
            HttpServletResponse response) {
        this.stream = stream;
        this.from = from;
        this.most = most;
        this.hold = hold;
        this.live = live;
        this.wait = new BodyWait(live);
        this.headers = headers;
        this.response = response;
        this.began = live.ticker().nanoTime();
    }

    // Under the cycle's lock, so that the response may be touched.
    @Override
    public Slice next() {
        if (!settled) {
            try {
                settle();
            } catch (StreamException gone) {
                refuse(gone.reason());
            }
        }
        return page.map(PageBody::next).orElse(Slice.EMPTY);
    }

    private void settle() {
        if (stream.isDeleted()) {
            refuse(StreamException.Reason.NOT_FOUND);
            return;
        }
        Page now = stream.page(from, most);
        boolean empty = now.end().equals(now.start());
        if (empty && !now.last() && !isTimeOver()) {
            return;
        }
        // Its bytes are held before its length is promised.
        PageBody body = new PageBody(stream, now);
        settled = true;
        if (headers.send(now, response)) {
            page = Optional.of(body);
        }
    }

    // A body would say no more.
    private void refuse(StreamException.Reason reason) {
        settled = true;
        response.setStatus(StreamProblem.status(reason));
    }

    @Override
    public boolean isSettled() {
        return settled;
    }

    @Override
    public boolean isOver() {
        return settled && page.map(PageBody::isOver).orElse(true);
    }

    @Override
    public void await(Runnable wake) {
        Duration left = hold.minusNanos(live.ticker().nanoTime() - began);
        wait.until(stream, from.position(), left, wake);
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public boolean end() {
        ending = true;
        return true;
    }

    @Override
    public void release() {
        wait.end();
    }

    private boolean isTimeOver() {
        return ending || live.ticker().nanoTime() - began >= hold.toNanos();
    }
}
