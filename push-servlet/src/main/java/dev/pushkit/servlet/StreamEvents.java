// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Setting;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Offset;
import dev.pushkit.stream.Page;
import dev.pushkit.stream.Slice;
import java.time.Duration;
import java.util.Optional;

/** Brings all that follows a place as server-sent events, for about a minute (Durable Streams, section 5.8). */
final class StreamEvents implements Body {
    // Of the stream's own bytes; one JSON message may have more.
    private static final int MOST = 16 << 10;

    private final ByteStream stream;
    private final LiveBodies live;
    private final EventWriter writer;
    private final Duration heartbeat;
    private final long until;
    private String cursor;
    private Offset at;
    private boolean told;
    private boolean over;
    private long spoke;
    private final BodyWait wait;
    // Set by whoever stops the server.
    private volatile boolean ending;

    StreamEvents(ByteStream stream, Offset from, Optional<String> cursor, StreamsContext context) {
        this.stream = stream;
        this.live = context.bodies();
        this.wait = new BodyWait(live);
        this.writer = new EventWriter(stream);
        this.cursor = StreamCursor.next(cursor, live.ticker().now());
        this.at = from;
        heartbeat = context.context().settings().duration(Setting.HEARTBEAT);
        Duration age = context.context().settings().duration(Setting.STREAMS_SSE_AGE);
        spoke = live.ticker().nanoTime();
        until = spoke + age.toNanos();
    }

    @Override
    public Slice next() {
        long now = live.ticker().nanoTime();
        if (over || ending || stream.isDeleted() || (told && now - until >= 0)) {
            over = true;
            return Slice.EMPTY;
        }
        Page page = writer.cut(stream.page(at, MOST));
        if (page.end().equals(at) && told && !page.last()) {
            return now - spoke >= heartbeat.toNanos() ? speak(EventWriter.HEARTBEAT) : Slice.EMPTY;
        }
        at = page.end();
        told = page.upToDate();
        over = page.last();
        return speak(writer.write(page, page.last() ? Optional.empty() : Optional.of(nextCursor())));
    }

    private Slice speak(Slice said) {
        spoke = live.ticker().nanoTime();
        return said;
    }

    private String nextCursor() {
        cursor = StreamCursor.atLeast(cursor, live.ticker().now());
        return cursor;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void await(Runnable wake) {
        long now = live.ticker().nanoTime();
        long nanos = Math.max(0, Math.min(until - now, spoke + heartbeat.toNanos() - now));
        // Half a character may lie behind the place: it is the next byte that counts.
        long place = stream.isText() ? Math.max(at.position(), writer.seen()) : at.position();
        wait.until(stream, place, Duration.ofNanos(nanos), wake);
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
}
