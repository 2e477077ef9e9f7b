// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The hub: topics, cursors, delivery. No transport and no servlet type lives here.
 *
 * <p>One event goes forward only, from {@link dev.pushkit.Hub#publish} to an {@link dev.pushkit.Outlet}:
 *
 * <ol>
 *   <li>the publisher's thread checks limits, asks the authorizer and runs the interceptors;
 *   <li>the {@link dev.pushkit.Broker} gives it an offset and, under the same lock, it enters its topic's log and becomes
 *       visible;
 *   <li>the topic's wake flag goes up, and a worker drains the pumps that follow the topic, each in its turn;
 *   <li>a pump reads from its cursor to the visible offset, joins bytes that were encoded once, and writes while the
 *       outlet is ready.
 * </ol>
 *
 * <p>Seven rules hold everywhere: only the pump writes; one thread at a time is a connection's pump; no lock but the
 * connection's own is held while writing, and none while encoding or calling user code; offsets become visible in
 * order; the timer does no I/O; every buffer has a bound; a closed outlet ignores everything.
 */
package dev.pushkit;
