// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.HubSettings;
import dev.pushkit.Setting;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Sends that hold their thread until they are out, a few at a time.
 *
 * <p>Tomcat reports each asynchronous send on a thread of its pool, which costs as much as the send. A blocking one
 * changes no thread, but a peer that does not read keeps its thread: while a few do, everything else is asynchronous.
 * Thread-safe.
 */
final class BlockingSends {
    /** A send that returns when the message is out. */
    @FunctionalInterface
    interface Send {
        void run() throws IOException;
    }

    /** What became of a send. */
    enum Outcome {
        /** Nothing: as many as may are under way. */
        NOT_SENT,
        SENT,
        /** It is out, but its thread was held up. */
        SENT_SLOWLY
    }

    /** For containers that report a send within its call, or for a connection that has not begun. */
    static final BlockingSends NONE = new BlockingSends(0, Duration.ZERO, System::nanoTime);

    private static final String TOMCAT = "org.apache.tomcat.websocket.";
    private static final String TIMEOUT_PROPERTY = TOMCAT + "BLOCKING_SEND_TIMEOUT";
    private static final int MOST = 4;
    // Tomcat's own bound for its answers to a close, too, which must not become longer.
    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(20);
    // The kit's own deadline comes first, and says why.
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(1);
    // What does not block takes some ten microseconds.
    private static final long SLOW_NANOS = Duration.ofMillis(5).toNanos();

    private final int most;
    private final Duration deadline;
    private final LongSupplier nanos;
    private final AtomicInteger underWay = new AtomicInteger();

    BlockingSends(int most, Duration deadline, LongSupplier nanos) {
        this.most = most;
        this.deadline = deadline;
        this.nanos = nanos;
    }

    /** As many as leave a worker to everybody else. */
    static BlockingSends of(HubSettings settings) {
        Duration deadline = settings.duration(Setting.WRITE_DEADLINE);
        boolean bearable = deadline.compareTo(LONGEST_DEADLINE) <= 0;
        int most = bearable ? Math.min(MOST, settings.count(Setting.WORKERS_MAX) - 1) : 0;
        return new BlockingSends(most, deadline, System::nanoTime);
    }

    /** These, where a session's container gains by them; its sends give up some time after the kit does. */
    BlockingSends on(Session session) {
        if (most == 0 || !session.getClass().getName().startsWith(TOMCAT)) {
            return NONE;
        }
        bound(session);
        return this;
    }

    void bound(Session session) {
        session.getUserProperties()
                .put(TIMEOUT_PROPERTY, deadline.plus(AFTER_DEADLINE).toMillis());
    }

    /**
     * Runs a send, if one more may.
     *
     * @throws IOException if the peer is gone, or took nothing until the bound
     */
    Outcome attempt(Send send) throws IOException {
        if (underWay.get() >= most) {
            return Outcome.NOT_SENT;
        }
        try {
            // Two may pass the look at the same time.
            if (underWay.incrementAndGet() > most) {
                return Outcome.NOT_SENT;
            }
            long start = nanos.getAsLong();
            send.run();
            return nanos.getAsLong() - start < SLOW_NANOS ? Outcome.SENT : Outcome.SENT_SLOWLY;
        } finally {
            underWay.decrementAndGet();
        }
    }
}
