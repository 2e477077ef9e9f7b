// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

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

    private static final BlockingSends ON_TOMCAT = new BlockingSends(4, System::nanoTime);
    private static final BlockingSends NOWHERE_ELSE = new BlockingSends(0, System::nanoTime);
    private static final String TOMCAT = "org.apache.tomcat.websocket.";
    private static final String TIMEOUT_PROPERTY = TOMCAT + "BLOCKING_SEND_TIMEOUT";
    private static final long SLOW_NANOS = Duration.ofMillis(100).toNanos();
    // The kit's own deadline comes first, and says why.
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(1);

    private final int most;
    private final LongSupplier nanos;
    private final AtomicInteger underWay = new AtomicInteger();

    BlockingSends(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    static BlockingSends of(Session session) {
        return session.getClass().getName().startsWith(TOMCAT) ? ON_TOMCAT : NOWHERE_ELSE;
    }

    /** Has a send give up some time after a deadline of the kit's. */
    void bound(Session session, Duration deadline) {
        if (most > 0) {
            session.getUserProperties()
                    .put(TIMEOUT_PROPERTY, deadline.plus(AFTER_DEADLINE).toMillis());
        }
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
