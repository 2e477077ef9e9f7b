// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.lang.System.Logger.Level;

/** Survives an observer that throws. */
final class GuardedObserver implements HubObserver {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");

    private final HubObserver observer;

    GuardedObserver(HubObserver observer) {
        this.observer = observer;
    }

    @Override
    public void published(Event event, Cursor place) {
        guard(() -> observer.published(event, place));
    }

    @Override
    public void connected(Subscription subscription) {
        guard(() -> observer.connected(subscription));
    }

    @Override
    public void delivered(Subscription subscription, int count) {
        guard(() -> observer.delivered(subscription, count));
    }

    @Override
    public void gap(Subscription subscription, GapReason reason) {
        guard(() -> observer.gap(subscription, reason));
    }

    @Override
    public void disconnected(Subscription subscription, CloseReason reason) {
        guard(() -> observer.disconnected(subscription, reason));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "An observer failed; nothing else is affected.", e);
        }
    }
}
