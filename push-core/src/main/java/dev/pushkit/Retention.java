// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;

/**
 * How much a topic keeps; the first bound that is reached counts. Immutable, thread-safe.
 *
 * @param events the most events
 * @param bytes the most bytes of payloads and names; the newest event is kept whatever its size
 * @param age the greatest age
 */
public record Retention(int events, long bytes, Duration age) {}
