// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the last first, when the process ends. Thread-safe. */
final class Cleanup implements Runnable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /**
     * Keeps a resource until the process ends.
     *
     * @param resource what is to be closed
     * @param <T> its type
     * @return the resource
     * @throws IllegalStateException if the process is ending; the resource is closed then
     */
    synchronized <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        if (closed) {
            run();
            throw new IllegalStateException("the process is ending");
        }
        return resource;
    }

    @Override
    public synchronized void run() {
        closed = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.getLogger("dev.pushkit.sample")
                        .log(System.Logger.Level.WARNING, "not closed in good order: {0}", e.toString());
            }
        }
    }
}
