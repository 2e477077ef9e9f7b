// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import jakarta.servlet.annotation.WebFilter;

/** A compressing filter that passes every flush on. Add {@link GzipFilter} to the WAR with it. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class FlushingGzipFilter extends GzipFilter {
    /** Creates the filter; containers do. */
    public FlushingGzipFilter() {
        super(true);
    }
}
