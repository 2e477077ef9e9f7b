// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The load driver: subscribers and publishers on one thread, and the check that nothing was lost, doubled or reordered.
 *
 * <p>A {@link dev.pushkit.bench.load.Load} opens {@code Subscriber}s, lets {@code Publisher}s send numbered payloads on
 * time, and counts what arrives. Bytes go from a {@code Connection} through the {@code Framing} of its answer to its
 * {@code PayloadScanner}, and from there to its {@code Receipts} and to the common {@code Deliveries}. A payload carries
 * the time at which it was due, not the one at which it was sent: a server that makes the publisher wait does not
 * improve its figures by it.
 */
package dev.pushkit.bench.load;
