// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * The bounds that keep one client, or many, from exhausting a node. Immutable, thread-safe.
 *
 * @param connections the most connections of the node
 * @param connectionsPerUser the most connections of a known user; 0 for no bound
 * @param connectionsPerAddress the most connections from an address; 0 for no bound
 * @param topics the most topics with events
 * @param topicsPerSubscription the most topics and patterns of a connection
 * @param eventBytes the most bytes of a payload
 */
public record Limits(
        int connections,
        int connectionsPerUser,
        int connectionsPerAddress,
        int topics,
        int topicsPerSubscription,
        int eventBytes) {}
