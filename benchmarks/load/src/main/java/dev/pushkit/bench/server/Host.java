// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A kind of server. Thread-safe. */
public interface Host {

    /**
     * The program that runs it.
     *
     * @param site where and how
     * @param war what to deploy at the root; empty for nothing
     * @param options the server's own, as {@code name=value}
     * @return a command line
     * @throws IOException if files that it needs cannot be written
     */
    List<String> command(Site site, Optional<Path> war, List<String> options) throws IOException;

    /**
     * Whether it is on this machine.
     *
     * @param layout where files lie
     * @return whether it can be started
     */
    boolean isInstalled(Layout layout);
}
