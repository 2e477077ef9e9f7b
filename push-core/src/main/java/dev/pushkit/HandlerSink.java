// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.lang.System.Logger.Level;

/** Hands events to Java code of the application. */
final class HandlerSink implements Sink {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");

    private final EventHandler handler;

    HandlerSink(EventHandler handler) {
        this.handler = handler;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public void say(Control control) {
        if (control instanceof Control.Gap gap) {
            guard(() -> handler.onGap(gap));
        }
    }

    @Override
    public void deliver(Reading reading) {
        reading.events().forEach(event -> guard(() -> handler.onEvent(event)));
    }

    @Override
    public boolean send(Reading reading) {
        deliver(reading);
        return true;
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public boolean probe() {
        return true;
    }

    @Override
    public boolean close(CloseReason reason) {
        guard(() -> handler.onClose(reason));
        return true;
    }

    @Override
    public void abort() {
        // Closing is complete at once.
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // user code must not end the subscription
    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "An event handler failed; the next event follows.", e);
        }
    }
}
