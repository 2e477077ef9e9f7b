// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import jakarta.servlet.annotation.WebFilter;

/** A compressing filter that sends nothing before the end. Add {@link GzipFilter} to the WAR with it. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class HoardingGzipFilter extends GzipFilter {
    /** Creates the filter; containers do. */
    public HoardingGzipFilter() {
        super(false);
    }
}
