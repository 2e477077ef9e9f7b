// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.util.List;

/** Where the logs of streams are kept. Thread-safe. */
interface StreamStore extends AutoCloseable {
    /** The logs that were kept from before; called once, first. */
    List<StreamLog> recover() throws IOException;

    /**
     * Begins a log.
     *
     * @throws StorageFullException if there is no room
     * @throws IOException if it cannot be kept
     */
    StreamLog create(StreamHeader header) throws IOException;

    /** The bytes that all logs take up. */
    long bytes();

    /** Makes durable what was appended before. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
}
