// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.nio.file.Path;

/**
 * A web application and the name it is deployed under.
 *
 * @param war the WAR file
 * @param name the context's name without a slash; {@code ROOT} is the root context
 */
public record Webapp(Path war, String name) {

    /**
     * The context path, as the servlet API has it.
     *
     * @return empty for the root context, else a slash and the name
     */
    public String contextPath() {
        return name.equals("ROOT") ? "" : "/" + name;
    }
}
