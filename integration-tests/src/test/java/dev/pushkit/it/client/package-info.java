// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Clients over plain sockets, for tests that misbehave: cut, reset, stall, fall silent.
 *
 * <p>{@link dev.pushkit.it.client.RawHttp} and {@link dev.pushkit.it.client.RawWebSocket} give the test the connection
 * itself; readers take apart what arrives; {@link dev.pushkit.it.client.Follower} hides the transport behind one
 * interface; {@link dev.pushkit.it.client.SocketSwarm} holds thousands of connections with one thread. Every read has a
 * deadline and every buffer a bound.
 */
package dev.pushkit.it.client;
