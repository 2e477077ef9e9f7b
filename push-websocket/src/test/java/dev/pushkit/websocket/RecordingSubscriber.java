// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.CloseReason;
import dev.pushkit.Control;
import dev.pushkit.Cursor;
import dev.pushkit.Subscriber;
import dev.pushkit.Subscription;
import dev.pushkit.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what a connection is told; it does nothing. */
final class RecordingSubscriber implements Subscriber {
    final List<Control> said = new ArrayList<>();
    final List<Subscription> added = new ArrayList<>();
    final List<TopicPattern> removed = new ArrayList<>();
    final AtomicInteger wakes = new AtomicInteger();
    Optional<CloseReason> closed = Optional.empty();
    boolean lost;

    @Override
    public void open() {}

    @Override
    public void wake() {
        wakes.incrementAndGet();
    }

    @Override
    public void lost() {
        lost = true;
    }

    @Override
    public void close(CloseReason reason) {
        closed = closed.or(() -> Optional.of(reason));
    }

    @Override
    public void add(Optional<String> ref, Subscription subscription) {
        added.add(subscription);
    }

    @Override
    public void remove(Optional<String> ref, List<TopicPattern> patterns) {
        removed.addAll(patterns);
    }

    @Override
    public void say(Control control) {
        said.add(control);
    }

    @Override
    public Cursor cursor() {
        return Cursor.LATEST;
    }

    /** The status numbers of the refusals so far. */
    List<Integer> refusals() {
        return said.stream()
                .filter(Control.Refused.class::isInstance)
                .map(control -> ((Control.Refused) control).code())
                .toList();
    }
}
