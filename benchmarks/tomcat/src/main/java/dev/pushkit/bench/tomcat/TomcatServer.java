// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.tomcat;

import dev.pushkit.it.launcher.EmbeddedServer;
import dev.pushkit.it.launcher.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;

/** Tomcat, with a connector of the loopback address; applications are unpacked, as Tomcat does by itself. */
final class TomcatServer implements EmbeddedServer {
    /** Many connections, however often they are used; what a site with many listeners would set. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "address", "127.0.0.1",
            "acceptCount", "4096",
            "maxConnections", "30000",
            "maxKeepAliveRequests", "-1");

    private final Tomcat tomcat = new Tomcat();

    TomcatServer(Options options) {
        tomcat.setBaseDir(folder().toString());
        tomcat.setConnector(connector(options));
        ((StandardHost) tomcat.getHost()).setUnpackWARs(true);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bench-tomcat-");
            Files.createDirectories(folder.resolve("webapps"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connector connector(Options options) {
        Connector connector = new Connector();
        connector.setPort(options.port());
        DEFAULTS.forEach((name, value) -> set(connector, name, value));
        options.values().forEach((name, value) -> set(connector, name, value));
        return connector;
    }

    private static void set(Connector connector, String name, String value) {
        if (!connector.setProperty(name, value)) {
            throw new IllegalArgumentException("Tomcat's connector has no attribute " + name);
        }
    }

    @Override
    public void start() throws LifecycleException {
        tomcat.start();
    }

    @Override
    public void deploy(String path, Path war) throws LifecycleException {
        Context context = tomcat.addWebapp(
                path.equals("/") ? "" : path, war.toAbsolutePath().toString());
        if (tomcat.getHost().getState().isAvailable() && context.getState() != LifecycleState.STARTED) {
            tomcat.getHost().removeChild(context);
            throw new IllegalStateException("The application did not start.");
        }
    }

    @Override
    public void undeploy(String path) {
        Host host = tomcat.getHost();
        Container context = host.findChild(path.equals("/") ? "" : path);
        if (context == null) {
            throw new IllegalArgumentException("Nothing is deployed at " + path);
        }
        host.removeChild(context);
    }

    @Override
    public void stopApplications() {
        for (Container context : tomcat.getHost().findChildren()) {
            tomcat.getHost().removeChild(context);
        }
    }

    @Override
    public void stop() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
