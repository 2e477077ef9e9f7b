// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.server.Layout;
import java.nio.file.Path;

/** An application of the benchmarks. */
enum War {
    /** The kit's jars, and nothing else. */
    KIT("kit"),
    /** What one writes with the API alone. */
    PLAIN("plain");

    private final String module;

    War(String module) {
        this.module = module;
    }

    Path file(Layout layout) {
        return layout.target("benchmarks/" + module).resolve(module + ".war");
    }
}
