// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Arquillian's container: a forked server for each deployment, for tests that run as clients.
 *
 * <p>The context is named after the archive ({@code ROOT.war} is the root context). Called by Arquillian's one thread.
 */
public final class ForkContainer implements DeployableContainer<ForkConfiguration> {
    private final Map<String, RunningServer> servers = new ConcurrentHashMap<>();

    /** Made by Arquillian. */
    public ForkContainer() {}

    @Override
    public Class<ForkConfiguration> getConfigurationClass() {
        return ForkConfiguration.class;
    }

    @Override
    public void setup(ForkConfiguration forkConfiguration) {
        // which server it is, the build has said to the whole process
    }

    @Override
    public void start() {
        // nothing runs without a deployment
    }

    @Override
    public void stop() {
        servers.values().forEach(RunningServer::close);
        servers.clear();
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        String name = archive.getName().replaceFirst("\\.war$", "");
        try {
            RunningServer server = Servers.underTest().deploy(archive, name).start();
            servers.put(archive.getName(), server);
            HTTPContext http = new HTTPContext("127.0.0.1", server.port());
            http.add(new Servlet("default", new Webapp(server.log().file(), name).contextPath()));
            return new ProtocolMetaData().addContext(http);
        } catch (IOException e) {
            throw new DeploymentException("Cannot deploy " + archive.getName(), e);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) {
        RunningServer server = servers.remove(archive.getName());
        if (server != null) {
            server.close();
        }
    }
}
