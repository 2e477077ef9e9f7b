// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

/** What the table tells of a container: its columns, in order. */
public enum Feature {
    /** Polls that are answered at once. */
    SHORT_POLL(Group.TRANSPORTS, "Short poll", "events in order, under the ids that the publisher got"),
    /** Polls that wait for the next event. */
    LONG_POLL(Group.TRANSPORTS, "Long poll", "the same, held until the next event"),
    /** Server-sent events. */
    SSE(Group.TRANSPORTS, "SSE", "the same by server-sent events"),
    /** A stream of JSON lines. */
    STREAM(Group.TRANSPORTS, "Stream", "the same by a chunked stream of lines"),
    /** WebSocket. */
    WEBSOCKET(Group.TRANSPORTS, "WebSocket", "the same by WebSocket"),
    /** The opening of a stream. */
    FIRST_BYTE(
            Group.TRANSPORTS,
            "First byte",
            "the opening of a connection that has nothing to say arrives within 1 s, and so does its first event"),
    /** Streams of bytes. */
    STREAMS(
            Group.TRANSPORTS,
            "Streams",
            "bytes appended as they come are read, by long poll and SSE, before their body ends; what is cut off, refused or deleted harms nobody"),
    /** HTTP/2 without TLS. */
    HTTP2(
            Group.TRANSPORTS,
            "HTTP/2",
            "SSE and stream over h2c, each event at once, and a client's cancel is noticed within two heartbeats of 1 s (three on GlassFish and Payara)"),
    /** Large objects, complete or growing. */
    MEDIA(
            Group.TRANSPORTS,
            "Media",
            "files and streams, complete or growing: ranges as nginx answers them, 64 MiB at once with a slow reader, a late joiner, no file left open"),
    /** Requests that the protocol refuses. */
    BAD_INPUT(Group.TRANSPORTS, "Bad input", "malformed requests get their problem+json, and harm nobody"),
    /** The assets of a page. */
    RESOURCES(
            Group.TRANSPORTS,
            "Resources",
            "a page's assets, once a client: by Link headers over HTTP/1, and over h2c as it says: for a client that takes pushes, and for one that takes none; no answer takes 2 s"),

    /** A new connection takes up where the last one was cut. */
    RESUME(
            Group.CONNECTIONS,
            "Resume",
            "after a cut, on the same transport and on every other, nothing lost or doubled"),
    /** A loss is told. */
    GAP(Group.CONNECTIONS, "Gap", "a cursor that is no longer kept is answered by a gap, on every transport"),
    /** A client that closes its connection. */
    FIN(
            Group.CONNECTIONS,
            "FIN",
            "a client that closes has left the statistics within two heartbeats of 1 s (three on GlassFish and Payara)"),
    /** A client that resets its connection. */
    RST(Group.CONNECTIONS, "RST", "the same for a client that resets"),
    /** A client that reads nothing. */
    STALLED_READER(
            Group.CONNECTIONS,
            "Stalled reader",
            "has left the statistics by the write deadline of 3 s, once the buffers on the way are full, gets nothing more, and holds nobody up"),
    /** A client that reads too slowly. */
    SLOW_READER(Group.CONNECTIONS, "Slow reader", "is told of the gap and goes on, on the same connection"),
    /** A stream without events. */
    QUIET_STREAM(Group.CONNECTIONS, "Quiet stream", "lives for 120 s with heartbeats of 15 s and of 60 s"),
    /** A WebSocket without events. */
    QUIET_WEBSOCKET(Group.CONNECTIONS, "Quiet WebSocket", "lives for 120 s with heartbeats of 15 s and of 60 s"),

    /** Many publishers at once. */
    PUBLISHERS(Group.APPLICATIONS, "200 publishers", "at once over WebSocket, nothing lost, doubled or out of order"),
    /** Writes that come after the end of a response. */
    LATE_WRITES(Group.APPLICATIONS, "Late writes", "never reach another response on a connection that is used again"),
    /** A filter in front that forbids asynchronous requests. */
    PLAIN_FILTER(Group.APPLICATIONS, "Plain filter", "without async support: named in the answer, and polling works"),
    /** A filter in front that compresses. */
    GZIP_FILTER(Group.APPLICATIONS, "Gzip filter", "events arrive at once, or the answer says why not"),
    /** No WebSocket implementation. */
    NO_WEBSOCKET(Group.APPLICATIONS, "No WebSocket", "implementation in the server: one INFO line, HTTP goes on"),
    /** What the application has beside the kit. */
    OWN_PARTS(Group.APPLICATIONS, "Own parts", "the application's own servlet and endpoint beside ours"),
    /** Two applications. */
    TWO_WARS(Group.APPLICATIONS, "Two WARs", "with the kit in one server, each with a hub of its own"),
    /** Undeploying. */
    UNDEPLOY(
            Group.APPLICATIONS,
            "Undeploy",
            "with open connections: all are told, under 2 s, no thread and no class loader left"),
    /** The end of the server. */
    SIGTERM(
            Group.APPLICATIONS,
            "SIGTERM",
            "every SSE stream, chunked stream and WebSocket is told before the process ends");

    /** The tables that the columns are spread over, for a page of usual width. */
    enum Group {
        TRANSPORTS("Transports"),
        CONNECTIONS("Connections"),
        APPLICATIONS("Load, applications and servers");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Group group;
    private final String title;
    private final String promise;

    Feature(Group group, String title, String promise) {
        this.group = group;
        this.title = title;
        this.promise = promise;
    }

    Group group() {
        return group;
    }

    String title() {
        return title;
    }

    String promise() {
        return promise;
    }
}
