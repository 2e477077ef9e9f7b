// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.Optional;

/**
 * What a stream refuses. Its message says what to change and is safe to show to a client. Immutable, thread-safe.
 */
public final class StreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a stream refuses. */
    public enum Reason {
        /** There is no such stream. */
        NOT_FOUND,
        /** It was deleted, and is kept for its forks alone. */
        DELETED,
        /** What is asked for was there once, and is kept no more. */
        EVICTED,
        /** It takes no more. */
        CLOSED,
        /** It has another content type. */
        OTHER_TYPE,
        /** It exists, and is another one than asked for. */
        OTHER_STREAM,
        /** The writer's own sequence number does not rise. */
        SEQUENCE,
        /** An append of the producer is missing. */
        PRODUCER_GAP,
        /** The producer has a newer incarnation. */
        STALE_PRODUCER,
        /** There is no room. */
        FULL,
        /** It could not be kept or read. */
        FAILED
    }

    private final Reason reason;
    private final transient Optional<Offset> tail;
    private final long expected;
    private final long received;

    private StreamException(
            Reason reason, String message, Optional<Offset> tail, long expected, long received, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.tail = tail;
        this.expected = expected;
        this.received = received;
    }

    static StreamException of(Reason reason, String message) {
        return new StreamException(reason, message, Optional.empty(), 0, 0, null);
    }

    static StreamException of(Reason reason, String message, Throwable cause) {
        return new StreamException(reason, message, Optional.empty(), 0, 0, cause);
    }

    static StreamException closed(Offset tail) {
        return new StreamException(
                Reason.CLOSED, "The stream is closed: it takes no more.", Optional.of(tail), 0, 0, null);
    }

    static StreamException gap(long expected, long received) {
        return new StreamException(
                Reason.PRODUCER_GAP,
                "An append of this producer is missing: send number " + expected + " first.",
                Optional.empty(),
                expected,
                received,
                null);
    }

    static StreamException stale(long epoch) {
        return new StreamException(
                Reason.STALE_PRODUCER,
                "A newer incarnation of this producer has written, with epoch " + epoch + ": take a higher one.",
                Optional.empty(),
                epoch,
                0,
                null);
    }

    /**
     * Why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Where the stream ends.
     *
     * @return its last offset, with {@link Reason#CLOSED}
     */
    public Optional<Offset> tail() {
        return tail;
    }

    /**
     * What would have been right.
     *
     * @return the sequence number with {@link Reason#PRODUCER_GAP}, the epoch with {@link Reason#STALE_PRODUCER}; else 0
     */
    public long expected() {
        return expected;
    }

    /**
     * What came instead.
     *
     * @return the sequence number with {@link Reason#PRODUCER_GAP}; else 0
     */
    public long received() {
        return received;
    }
}
