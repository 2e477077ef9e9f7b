// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** Addresses. */
package dev.pushkit.bench.net;
