// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.nio.file.Path;

/**
 * One start of a server: what is started, in which folder, on which port.
 *
 * @param spec what was asked for
 * @param folder the run folder, of this start alone
 * @param port the port of 127.0.0.1 to listen on
 */
public record Launch(ServerSpec spec, Path folder, int port) {}
