// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** The servers under load: where their files lie, how each is started, what they say of their memory. */
package dev.pushkit.bench.server;
