// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.Optional;

/** What the server itself has to say on a connection. Immutable, thread-safe. */
public sealed interface Control {
    /**
     * The first word on every subscription.
     *
     * @param cursor the place before the first event that will follow
     * @param resumed how the resume went
     * @param reason why events are missing, with a gap
     * @param heartbeat the interval of signs of life
     * @param retry how long to wait before a reconnect
     * @param ref the client's own name of its command, on a WebSocket
     */
    record Open(
            Cursor cursor,
            Resumed resumed,
            Optional<GapReason> reason,
            Duration heartbeat,
            Duration retry,
            Optional<String> ref)
            implements Control {}

    /**
     * Events were lost while connected.
     *
     * @param cursor where delivery goes on
     * @param reason why
     */
    record Gap(Cursor cursor, GapReason reason) implements Control {}

    /**
     * A subscription has caught up with the present.
     *
     * @param ref the client's own name of its command
     * @param cursor the connection's place
     */
    record Live(Optional<String> ref, Cursor cursor) implements Control {}

    /**
     * Nothing else was sent for nearly the heartbeat interval.
     *
     * @param cursor the connection's place
     * @param payload one JSON value of a {@link HeartbeatInterceptor}
     */
    record Heartbeat(Cursor cursor, Optional<String> payload) implements Control {}

    /**
     * The server ends the connection.
     *
     * @param reason why
     * @param retry how long to wait before a reconnect
     */
    record Close(CloseReason reason, Duration retry) implements Control {}

    /**
     * A client's command was carried out.
     *
     * @param ref the client's own name of its command
     * @param id the place of the event it published
     */
    record Ok(Optional<String> ref, Optional<Cursor> id) implements Control {}

    /**
     * A client's command was refused.
     *
     * @param ref the client's own name of its command
     * @param code the status number that HTTP would give
     * @param message what to change
     */
    record Refused(Optional<String> ref, int code, String message) implements Control {}
}
