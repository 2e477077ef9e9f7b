// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps logs in memory, up to a bound for all of them together. Thread-safe. */
final class MemoryStore implements StreamStore {
    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    MemoryStore(long most) {
        this.most = most;
    }

    @Override
    public List<StreamLog> recover() {
        return List.of();
    }

    @Override
    public StreamLog create(StreamHeader header) {
        return new MemoryLog(header, this);
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    /** Takes room, or says that there is none. */
    void take(long count) throws StorageFullException {
        // In one step: what is refused is never counted, or others would be refused for it.
        if (bytes.getAndUpdate(now -> now + count > most ? now : now + count) + count > most) {
            throw new StorageFullException("The streams of this server take up their " + most
                    + " bytes of memory: delete one, or let them expire; the server's setting is"
                    + " push.streams.total-bytes.");
        }
    }

    void give(long count) {
        bytes.addAndGet(-count);
    }

    @Override
    public void sync() {
        // Memory has nothing more durable.
    }

    @Override
    public void close() {
        // The logs go with whoever holds them.
    }
}
