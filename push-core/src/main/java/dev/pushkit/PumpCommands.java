// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What is asked of a pump from outside, in order and bounded: anybody adds, the pump alone takes. */
final class PumpCommands {
    /** Something to carry out between two events. */
    sealed interface Command {}

    record Say(Control control) implements Command {}

    record Add(Optional<String> ref, Subscription subscription) implements Command {}

    record Remove(Optional<String> ref, List<TopicPattern> patterns) implements Command {}

    private static final int MOST = 1024;

    private final Queue<Command> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    /** Adds a command, unless nobody has carried out too many others. */
    boolean offer(Command command) {
        if (size.incrementAndGet() > MOST) {
            size.decrementAndGet();
            return false;
        }
        return queue.add(command);
    }

    /** The first command, or null. */
    Command peek() {
        return queue.peek();
    }

    void remove() {
        queue.remove();
        size.decrementAndGet();
    }
}
