// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.concurrent.Executor;

/** Runs tasks on the thread that brings them, so that a test sees what happened as soon as its call returns. */
public final class DirectExecutor implements Executor {
    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
