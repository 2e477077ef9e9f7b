// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Servers for tests: forked processes on dynamic loopback ports.
 *
 * <p>{@link dev.pushkit.it.container.Servers} names them. A test that needs one server for a whole class lets Arquillian
 * start it ({@link dev.pushkit.it.container.ForkContainer}, chosen by {@code it.server}); a test that stops,
 * restarts or redeploys takes a {@link dev.pushkit.it.container.ServerBuilder} itself. To add a server, write a
 * {@link dev.pushkit.it.container.ServerKind} and name it in {@code Servers}.
 */
package dev.pushkit.it.container;
