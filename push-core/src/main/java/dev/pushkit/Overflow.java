// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** What happens to a connected reader whose place fell out of the log. */
public enum Overflow {
    /** It is told of the gap and goes on with the oldest event that is kept. */
    GAP,
    /** It is told of the gap and goes on with the newest event of each topic. */
    LATEST,
    /** It is closed with the reason {@code slow}. */
    DISCONNECT
}
