// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.lang.System.Logger.Level;

/**
 * Closes a hub, and what goes with it, as soon as the JVM is told to end.
 *
 * <p>Some containers stop their connectors before the application hears of it, others wait for open requests first:
 * either way the last words would come too late.
 */
final class ShutdownHook {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");

    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    static ShutdownHook closing(HubContext context) {
        ShutdownHook hook = new ShutdownHook(new DaemonThreads("push-shutdown").newThread(context::close));
        try {
            Runtime.getRuntime().addShutdownHook(hook.thread);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The JVM is ending already.", e);
        }
        return hook;
    }

    /** Forgets the hub, which is closed by somebody else; nothing of it may outlive its application. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The JVM is ending, and the hook is at work.", e);
        }
    }
}
