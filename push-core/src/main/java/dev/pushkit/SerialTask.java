// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Work that one thread at a time does, however many ask for it.
 *
 * <p>Who asks while it runs makes it run once more; nobody waits.
 */
abstract class SerialTask {
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int AGAIN = 2;
    // A thread that is asked again and again gives its place to the others at last.
    private static final int TURNS = 4;

    // Updaters, because there is a task for each connection.
    private static final AtomicIntegerFieldUpdater<SerialTask> STATE =
            AtomicIntegerFieldUpdater.newUpdater(SerialTask.class, "state");
    private static final AtomicIntegerFieldUpdater<SerialTask> QUEUED =
            AtomicIntegerFieldUpdater.newUpdater(SerialTask.class, "queued");

    private final Workers workers;
    // Anybody sets. Held by its creator at first: nothing runs before open().
    private volatile int state = RUNNING;
    // Anybody sets, the worker clears: keeps the workers' queue bounded, at most one entry a task.
    private volatile int queued;

    SerialTask(Workers workers) {
        this.workers = workers;
    }

    /** Lets go of the task for the first time, and runs it on the calling thread. Call it once. */
    final void runFirst() {
        loop();
    }

    /** Runs on the calling thread, or leaves it to the thread that is at it. */
    final void run() {
        if (enter()) {
            loop();
        }
    }

    private void loop() {
        for (int turn = 0; turn < TURNS; turn++) {
            state = RUNNING;
            try {
                step();
            } catch (RuntimeException | Error e) {
                failed(e);
            }
            if (STATE.compareAndSet(this, RUNNING, IDLE)) {
                return;
            }
        }
        state = IDLE;
        runLater();
    }

    /** Runs on a worker. */
    final void runLater() {
        if (QUEUED.compareAndSet(this, 0, 1)) {
            workers.submit(worker -> {
                queued = 0;
                run();
            });
        }
    }

    private boolean enter() {
        while (true) {
            if (STATE.compareAndSet(this, IDLE, RUNNING)) {
                return true;
            }
            int now = state;
            if (now == AGAIN || (now == RUNNING && STATE.compareAndSet(this, RUNNING, AGAIN))) {
                return false;
            }
        }
    }

    /** Whether a step takes a moment, whatever the peer does. */
    boolean isBrief() {
        return false;
    }

    /** Does what there is to do, and returns when there is nothing more now. */
    abstract void step();

    /** A step threw; the next one follows when somebody asks. It does not throw. */
    abstract void failed(Throwable failure);
}
