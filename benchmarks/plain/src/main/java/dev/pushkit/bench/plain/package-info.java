// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** Rivals that need nothing but the API: one class for each, and what they share. */
package dev.pushkit.bench.plain;
