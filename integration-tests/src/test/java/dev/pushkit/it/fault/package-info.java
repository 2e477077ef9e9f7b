// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** What must hold when connections are cut, stalled, recycled, and when servers stop. */
package dev.pushkit.it.fault;
