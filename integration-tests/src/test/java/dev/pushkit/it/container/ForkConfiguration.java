// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Which server Arquillian shall fork: the one that {@code it.server} names. For one thread. */
public final class ForkConfiguration implements ContainerConfiguration {

    /** Made by Arquillian. */
    public ForkConfiguration() {}

    @Override
    public void validate() throws ConfigurationException {
        try {
            ServerUnderTest.ofThisProcess();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The system property it.server: " + e.getMessage(), e);
        }
    }
}
