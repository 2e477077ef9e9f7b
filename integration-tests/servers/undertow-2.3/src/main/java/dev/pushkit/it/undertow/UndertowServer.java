// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.undertow;

import dev.pushkit.it.launcher.EmbeddedServer;
import dev.pushkit.it.launcher.Options;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Undertow, with a listener of the loopback address. */
final class UndertowServer implements EmbeddedServer {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it.undertow");
    /** Many clients that come at once shall not wait for the kernel to ask them again. */
    private static final int ACCEPT_QUEUE = 1_024;

    private final Options options;
    private final Undertow undertow;
    private final PathHandler paths = new PathHandler();
    private final Map<String, WarDeployment> deployed = new ConcurrentHashMap<>();

    UndertowServer(Options options) {
        this.options = options;
        Undertow.Builder builder = Undertow.builder()
                .addHttpListener(options.port(), "127.0.0.1", paths)
                .setSocketOption(org.xnio.Options.BACKLOG, ACCEPT_QUEUE)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, options.h2c());
        int threads = options.number("maxThreads", 0);
        if (threads > 0) {
            builder.setWorkerThreads(threads);
        }
        int idle = options.number("idleTimeout", 0);
        if (idle > 0) {
            builder.setServerOption(UndertowOptions.IDLE_TIMEOUT, idle);
        }
        undertow = builder.build();
    }

    @Override
    public void start() {
        undertow.start();
    }

    @Override
    public void deploy(String path, Path war) throws Exception {
        WarDeployment deployment = WarDeployment.start(path, war, options.websocket());
        deployed.put(path, deployment);
        paths.addPrefixPath(path, deployment.handler());
    }

    @Override
    public void undeploy(String path) throws Exception {
        WarDeployment deployment = deployed.remove(path);
        if (deployment == null) {
            throw new IllegalArgumentException("Nothing is deployed at " + path);
        }
        paths.removePrefixPath(path);
        deployment.close();
    }

    @Override
    public void stopApplications() {
        for (String path : deployed.keySet()) {
            try {
                undeploy(path);
            } catch (Exception e) {
                // the others have to stop all the same
                LOG.log(System.Logger.Level.ERROR, "Cannot stop " + path, e);
            }
        }
    }

    @Override
    public void stop() {
        undertow.stop();
        stopApplications();
    }
}
