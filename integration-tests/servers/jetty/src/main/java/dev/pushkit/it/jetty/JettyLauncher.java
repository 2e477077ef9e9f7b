// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.jetty;

import dev.pushkit.it.launcher.Launcher;

/**
 * Starts an embedded Jetty with the WARs it is given, for the integration tests.
 *
 * <p>Arguments as {@link Launcher} has them, and {@code ee=10} or {@code ee=11} for the version of Jakarta EE.
 */
public final class JettyLauncher {

    private JettyLauncher() {}

    /**
     * Starts the server; the process ends by a signal.
     *
     * @param arguments as the class says
     * @throws Exception if the server or a web application does not start
     */
    public static void main(String[] arguments) throws Exception {
        Launcher.run(arguments, JettyServer::new);
    }
}
