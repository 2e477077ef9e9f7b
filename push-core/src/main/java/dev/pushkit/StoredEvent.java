// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Instant;

/**
 * An event with its place in the log and its encoded bytes. Thread-safe.
 *
 * <p>Each format encodes it once, whoever asks first; all connections then share the bytes.
 */
public final class StoredEvent {
    private record Encoding(WireFormat format, Frame frame, Encoding next) {}

    private final Event event;
    private final Cursor cursor;
    private final Instant time;
    // Racy on purpose: at worst an event is encoded twice.
    private volatile Encoding encodings;

    /**
     * Creates a stored event; brokers do.
     *
     * @param event what was said
     * @param cursor its place
     * @param time when it was published
     */
    public StoredEvent(Event event, Cursor cursor, Instant time) {
        this.event = event;
        this.cursor = cursor;
        this.time = time;
    }

    /**
     * What was said.
     *
     * @return the event
     */
    public Event event() {
        return event;
    }

    /**
     * The place of this event: resuming here delivers what came after it.
     *
     * @return the cursor
     */
    public Cursor cursor() {
        return cursor;
    }

    /**
     * When it was published.
     *
     * @return the time of the server that took it
     */
    public Instant time() {
        return time;
    }

    /**
     * The event in a format.
     *
     * @param format the format
     * @return shared bytes
     */
    public Frame encoded(WireFormat format) {
        Encoding first = encodings;
        for (Encoding known = first; known != null; known = known.next) {
            if (known.format == format) {
                return known.frame;
            }
        }
        Frame frame = format.event(this);
        encodings = new Encoding(format, frame, first);
        return frame;
    }

    long offset() {
        return cursor.offset();
    }

    // What retention counts: the payload and its names, before any format adds to it.
    int size() {
        return event.payload().size()
                + event.topic().name().length()
                + event.type().map(String::length).orElse(0);
    }
}
