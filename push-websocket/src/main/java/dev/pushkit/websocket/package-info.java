// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The duplex transport: events, commands and answers over one WebSocket (RFC 6455, subprotocol {@code push.v1}).
 *
 * <p>A container finds {@link dev.pushkit.websocket.PushWebSocketInitializer} or
 * {@link dev.pushkit.websocket.PushWebSocketListener} by itself; both call
 * {@link dev.pushkit.websocket.PushWebSocket#install}, and so may the application. Whoever is first counts.
 *
 * <p>The way in: the handshake is judged by its origin and remembers who asks; the endpoint subscribes what the query
 * names; a text message becomes a command, whose answer goes through the hub's pump like everything else. The way out:
 * the pump alone writes, with one send in flight, and a ping asks a silent peer for a sign of life.
 */
package dev.pushkit.websocket;
