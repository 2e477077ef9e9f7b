// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** What the sample publishes by itself: the server's load, invented stocks and notices; one thread for all. */
package dev.pushkit.sample.feed;
