// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/**
 * What {@code arquillian.xml} says of a forked server. Filled by Arquillian through the setters; for one thread.
 */
public final class ForkConfiguration implements ContainerConfiguration {
    private String kind = "";
    private String jvmOptions = "";

    /** Made by Arquillian. */
    public ForkConfiguration() {}

    /**
     * The kind of server.
     *
     * @return its name
     */
    public String getKind() {
        return kind;
    }

    /**
     * Sets the kind of server.
     *
     * @param kind its name, such as {@code tomcat-11}
     */
    public void setKind(String kind) {
        this.kind = kind;
    }

    /**
     * Further options of the server's JVM.
     *
     * @return the options, blanks between them
     */
    public String getJvmOptions() {
        return jvmOptions;
    }

    /**
     * Sets further options of the server's JVM.
     *
     * @param jvmOptions the options, blanks between them
     */
    public void setJvmOptions(String jvmOptions) {
        this.jvmOptions = jvmOptions;
    }

    @Override
    public void validate() throws ConfigurationException {
        try {
            Servers.named(kind);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The property 'kind' in arquillian.xml: " + e.getMessage(), e);
        }
    }
}
