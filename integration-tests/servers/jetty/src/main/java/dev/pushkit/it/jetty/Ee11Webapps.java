// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.jetty;

import java.nio.file.Path;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketConfiguration;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Web applications of Jakarta EE 11. Thread-safe. */
final class Ee11Webapps implements Webapps {

    @Override
    public ContextHandler create(String path, Path war, boolean websocket) {
        WebAppContext webapp = new WebAppContext();
        webapp.setContextPath(path);
        webapp.setWar(war.toString());
        webapp.setThrowUnavailableOnStartupException(true);
        webapp.addConfiguration(new AnnotationConfiguration());
        if (websocket) {
            webapp.addConfiguration(new JakartaWebSocketConfiguration());
        }
        return webapp;
    }
}
