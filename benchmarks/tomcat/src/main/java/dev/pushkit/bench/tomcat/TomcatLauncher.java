// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.tomcat;

import dev.pushkit.it.launcher.Launcher;

/**
 * Starts an embedded Tomcat with the WARs it is given.
 *
 * <p>Arguments as {@link Launcher} has them; options that it does not know are attributes of the connector, such as
 * {@code socket.appReadBufSize=1024}.
 */
public final class TomcatLauncher {

    private TomcatLauncher() {}

    /**
     * Starts the server; the process ends by a signal.
     *
     * @param arguments as the class says
     * @throws Exception if the server or a web application does not start
     */
    public static void main(String[] arguments) throws Exception {
        Launcher.run(arguments, TomcatServer::new);
    }
}
