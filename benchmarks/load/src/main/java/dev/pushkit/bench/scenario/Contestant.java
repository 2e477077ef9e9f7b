// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.server.Host;
import java.util.List;
import java.util.Optional;

/**
 * A way to push, on a server.
 *
 * @param name as the table has it
 * @param host the server
 * @param war what is deployed there; empty where the server needs nothing
 * @param hostOptions the server's own options, as {@code name=value}
 * @param load how to listen and publish, as options of the driver; {@code {run}} differs from load to load
 */
record Contestant(String name, Host host, Optional<War> war, List<String> hostOptions, List<String> load) {

    boolean isOurs() {
        return war.equals(Optional.of(War.KIT));
    }

    /**
     * How a warm-up listens, as options of the driver: the kit then looks after each connection every second, and has
     * soon done with those that have ended.
     */
    List<String> warmUp() {
        return isOurs() ? List.of("--path", load.get(load.indexOf("--path") + 1) + "&heartbeat=1") : List.of();
    }

    Contestant withHost(String newName, String... options) {
        return new Contestant(newName, host, war, List.of(options), load);
    }
}
