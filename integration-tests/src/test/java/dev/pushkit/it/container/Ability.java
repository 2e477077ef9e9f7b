// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

/** Something that a test needs of a server beyond one application that answers. */
public enum Ability {
    /** The process is the tests' own: its settings, its log, its signals. */
    OWN_PROCESS,
    /** Several applications run side by side in one process. */
    SEVERAL_APPLICATIONS,
    /** Applications come and go while the server runs. */
    HOT_DEPLOYMENT,
    /** The class loader of an undeployed application goes at once, if the application itself lets it go. */
    CLASS_UNLOADING,
    /** The server starts without any WebSocket implementation when its option {@code websocket} is {@code false}. */
    WITHOUT_WEBSOCKET,
    /** The application sees a query as it came; else the server itself refuses what it cannot decode, with a 400. */
    LEAVES_QUERIES_ALONE,
    /** A request can be over before its body is. */
    ENDS_BODIES,
    /** A request's body may have 16 MiB. */
    LARGE_BODIES,
    /** What is kept for a client that reads nothing is a megabyte or two, in the kernel. */
    BOUNDED_OUTPUT,
    /** The connection of an answer that is shorter than its Content-Length is closed. */
    CUTS_SHORT_ANSWERS,
    /** A chunked answer that cannot be finished does not look complete. */
    CUTS_CHUNKED_ANSWERS,
    /** A WebSocket handshake that is refused gets 403. */
    ANSWERS_REFUSED_HANDSHAKES,
    /** The server speaks HTTP/2 without TLS, at once or when its option {@code h2c} is {@code true}. */
    H2C
}
