// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** Streams in a whole server, the sample by itself: the protocol's own tests and client, crashes, large objects. */
package dev.pushkit.it.streams;
