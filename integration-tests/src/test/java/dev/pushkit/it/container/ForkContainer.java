// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Arquillian's container: the server under test, for tests that run as clients.
 *
 * <p>Deploying one of the applications that {@link App} names leads to where it runs; the server stays for the next
 * class that wants it. Called by Arquillian's one thread.
 */
public final class ForkContainer implements DeployableContainer<ForkConfiguration> {

    /** Made by Arquillian. */
    public ForkContainer() {}

    @Override
    public Class<ForkConfiguration> getConfigurationClass() {
        return ForkConfiguration.class;
    }

    @Override
    public void setup(ForkConfiguration configuration) {
        // which server it is, the build has said to the whole process
    }

    @Override
    public void start() {
        // nothing runs without a deployment
    }

    @Override
    public void stop() {
        // the server ends with the tests' process
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            URI base = TestBed.of(App.of(archive)).base();
            HTTPContext http = new HTTPContext(base.getHost(), base.getPort());
            http.add(new Servlet("default", base.getPath().replaceFirst("/$", "")));
            return new ProtocolMetaData().addContext(http);
        } catch (IOException e) {
            throw new DeploymentException("Cannot deploy " + archive.getName(), e);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) {
        // others may be talking to it
    }
}
