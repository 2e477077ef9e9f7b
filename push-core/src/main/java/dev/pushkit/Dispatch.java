// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One wake of a topic: its followers, claimed one by one by as many workers as take part.
 *
 * <p>A follower that blocks its worker holds up nobody else: the others claim on.
 */
final class Dispatch implements Workers.Task {
    private static final int FOLLOWERS_A_WORKER = 64;
    private static final int FOLLOWERS_A_TURN = 8;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final SerialTask[] followers;
    private final AtomicInteger next = new AtomicInteger();

    private Dispatch(SerialTask[] followers) {
        this.followers = followers;
    }

    static void start(SerialTask[] followers, Workers workers, Workers.Worker worker) {
        Dispatch dispatch = new Dispatch(followers);
        // More than there are processors would only take turns.
        int parallel = Math.min(workers.base(), PROCESSORS);
        int helpers = Math.min(parallel, followers.length / FOLLOWERS_A_WORKER) - 1;
        for (int i = 0; i < helpers; i++) {
            workers.submit(dispatch);
        }
        worker.turnTo(dispatch);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // a hint, and nothing hangs on it
    public void run(Workers.Worker worker) {
        while (next.get() < followers.length) {
            int mine = next.getAndIncrement();
            if (mine >= followers.length) {
                return;
            }
            if (mine % FOLLOWERS_A_TURN == 0 && !worker.isPublisher()) {
                // To whoever publishes, or has to answer, on this very core.
                Thread.yield();
            }
            worker.progress();
            followers[mine].run();
        }
    }

    @Override
    public boolean isShared() {
        return next.get() < followers.length;
    }
}
