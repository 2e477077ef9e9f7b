// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.undertow;

import dev.pushkit.it.launcher.Launcher;

/** Starts an embedded Undertow with the WARs it is given, for the integration tests; arguments as {@link Launcher} has them. */
public final class UndertowLauncher {

    private UndertowLauncher() {}

    /**
     * Starts the server; the process ends by a signal.
     *
     * @param arguments as the class says
     * @throws Exception if the server or a web application does not start
     */
    public static void main(String[] arguments) throws Exception {
        Launcher.run(arguments, UndertowServer::new);
    }
}
