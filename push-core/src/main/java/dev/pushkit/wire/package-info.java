// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * How events and controls look on the wire, and how what clients send is read. Stateless, thread-safe.
 *
 * <p>It hides JSON-P from the transports, so that a jar which brings a relocated copy serves them all.
 */
package dev.pushkit.wire;
