// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What is asked of a pump from outside, in order and bounded: anybody adds, the pump alone takes. */
final class PumpCommands {
    /** Something to carry out between two events. */
    sealed interface Command {}

    record Say(Control control) implements Command {}

    record Add(Optional<String> ref, Subscription subscription) implements Command {}

    record Remove(Optional<String> ref, List<TopicPattern> patterns) implements Command {}

    private static final int MOST = 1024;

    // Guarded by this. Most connections ask for nothing but their first subscription: there is no queue after that.
    private Deque<Command> queue;
    // Written under the lock, read without.
    private volatile boolean some;

    /** Adds a command, unless nobody has carried out too many others. */
    synchronized boolean offer(Command command) {
        if (queue == null) {
            queue = new ArrayDeque<>(1);
        }
        if (queue.size() == MOST) {
            return false;
        }
        some = true;
        return queue.add(command);
    }

    /** The first command, or null. */
    Command peek() {
        return some ? first() : null;
    }

    private synchronized Command first() {
        return queue.peek();
    }

    synchronized void remove() {
        queue.remove();
        if (queue.isEmpty()) {
            queue = null;
            some = false;
        }
    }
}
