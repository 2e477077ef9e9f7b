// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian of {@link ForkContainer}; found through {@code META-INF/services}. */
public final class ForkExtension implements LoadableExtension {

    /** Made by Arquillian. */
    public ForkExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, ForkContainer.class);
    }
}
