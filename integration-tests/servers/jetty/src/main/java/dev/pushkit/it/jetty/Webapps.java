// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.jetty;

import java.nio.file.Path;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Makes web applications of one version of Jakarta EE, each of which has packages of its own in Jetty. */
interface Webapps {

    /**
     * Makes a web application that is not started yet.
     *
     * @param path its context path
     * @param war its WAR file
     * @param websocket whether it shall find WebSockets
     * @return the application
     */
    ContextHandler create(String path, Path war, boolean websocket);
}
