// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;

/** A WAR that is deployed. It is closed by one thread. */
final class WarDeployment implements AutoCloseable {
    private final UnpackedWar war;
    private final WarClassLoader loader;
    private final DeploymentManager manager;
    private final HttpHandler handler;

    private WarDeployment(UnpackedWar war, WarClassLoader loader, DeploymentManager manager, HttpHandler handler) {
        this.war = war;
        this.loader = loader;
        this.manager = manager;
        this.handler = handler;
    }

    /**
     * Unpacks and starts an application.
     *
     * @param path its context path
     * @param file its WAR file
     * @param websocket whether it shall find WebSockets
     * @return the application, started
     * @throws Exception if it does not start; nothing of it is left then
     */
    static WarDeployment start(String path, Path file, boolean websocket) throws Exception {
        UnpackedWar war = UnpackedWar.of(file);
        WarClassLoader loader = war.classLoader();
        DeploymentManager manager = null;
        try {
            // A container of its own for each, so that none remembers an application that is gone.
            manager = ServletContainer.Factory.newInstance().addDeployment(describe(path, war, loader, websocket));
            manager.deploy();
            return new WarDeployment(war, loader, manager, manager.start());
        } catch (Exception e) {
            if (manager != null) {
                manager.undeploy();
            }
            loader.close();
            war.delete();
            throw e;
        }
    }

    private static DeploymentInfo describe(String path, UnpackedWar war, ClassLoader loader, boolean websocket)
            throws IOException, ClassNotFoundException {
        DeploymentInfo info = Servlets.deployment()
                .setDeploymentName(path)
                .setContextPath(path)
                .setClassLoader(loader)
                .setResourceManager(new PathResourceManager(war.folder()))
                .addWelcomePage("index.html");
        war.contextParams().forEach(info::addInitParameter);
        AnnotatedClasses classes = AnnotatedClasses.of(war, loader);
        classes.describe(info);
        if (websocket) {
            WebSockets.describe(info, classes);
        }
        return info;
    }

    HttpHandler handler() {
        return handler;
    }

    @Override
    public void close() throws IOException, ServletException {
        manager.stop();
        // It watches the folder, and whoever watches remembers the application.
        manager.getDeployment().getDeploymentInfo().getResourceManager().close();
        manager.undeploy();
        loader.close();
        war.delete();
    }
}
