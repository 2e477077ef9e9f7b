// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/** A payload that the scanner found. */
record Delivered(long seq, long due) {}
