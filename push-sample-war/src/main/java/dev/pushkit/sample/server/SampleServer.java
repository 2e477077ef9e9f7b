// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A server that serves one unpacked web application; the launcher's only tie to the embedded server.
 *
 * <p>Started once by one thread, closed once by another.
 */
public interface SampleServer extends AutoCloseable {
    /**
     * Binds the port and starts the web application.
     *
     * @return the address of the start page
     * @throws IOException if the port cannot be bound
     * @throws IllegalStateException if the web application does not start
     */
    URI start() throws IOException;

    /**
     * Where it listens with TLS.
     *
     * @return the address of the start page once it has started, or empty where it speaks clear text only
     */
    Optional<URI> secureAddress();

    /** Ends the web application, whose streams say goodbye to their clients, and then the server. */
    @Override
    void close();
}
