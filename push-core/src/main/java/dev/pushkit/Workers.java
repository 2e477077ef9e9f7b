// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that deliver.
 *
 * <p>A small number runs while all goes well. A watch on the timer finds workers that one connection holds up, and for
 * each of them lets one more run, within a bound; what such a worker was carrying is handed to the others. For each one
 * that was found just now, four more may run until the watch looks again: where hundreds block, their number multiplies,
 * and those behind them do not wait for one after the other to be found.
 */
final class Workers {
    /** Something to carry out on a worker. */
    interface Task {
        void run(Worker worker);

        /** Lets other workers take over what is left while this one is held up. */
        default boolean isShared() {
            return false;
        }

        /** Whether it is over sooner than another thread would be awake for it. */
        default boolean isBrief() {
            return false;
        }
    }

    /** One thread's place in the pool, or beside it. */
    static final class Worker {
        // Set once: the thread of whoever publishes, as a worker of the moment.
        private final boolean publisher;
        // Written by the worker alone, read by the watch.
        private volatile long progress;
        private volatile Task task;
        // Owned by the watch.
        private long seen = -1;
        // Written by the watch, taken back by the worker.
        private final AtomicBoolean stuck = new AtomicBoolean();

        Worker(boolean publisher) {
            this.publisher = publisher;
        }

        /** Whether nobody waits for this worker to give way: it is the publisher. */
        boolean isPublisher() {
            return publisher;
        }

        /** Tells the watch that this worker moves on. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        void progress() {
            progress++;
        }

        /** Turns to another task in place of the present one, so that the watch sees what there is to share. */
        void turnTo(Task next) {
            task = next;
            next.run(this);
        }
    }

    /** What one thread submitted during one action; that thread's alone. */
    private static final class Submitted {
        private final Workers owner;
        // Bounded by the topics of one publication.
        private final List<Task> tasks = new ArrayList<>(1);

        Submitted(Workers owner) {
            this.owner = owner;
        }
    }

    private static final System.Logger LOG = System.getLogger("dev.pushkit");
    private static final Duration WATCH = Duration.ofMillis(50);
    private static final int SURGE = 4;
    private static final int MOST_HELPED = 16;
    // What the thread has submitted while it was to start no worker; null when it may.
    private static final ThreadLocal<Submitted> HELD = new ThreadLocal<>();

    private final Executor executor;
    private final Ticker ticker;
    private final int base;
    private final int max;
    // Bounded by its users: one entry a topic and one a connection, held there by flags; and by the SURGE + 1 more
    // that each stuck worker hands on.
    private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
    private final Set<Worker> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicBoolean watching = new AtomicBoolean();
    // Written by the watch: how many more may run because some were found stuck just now.
    private volatile int surge;
    private volatile boolean closed;

    Workers(Executor executor, Ticker ticker, int base, int max) {
        this.executor = executor;
        this.ticker = ticker;
        this.base = Math.min(base, max);
        this.max = max;
    }

    int base() {
        return base;
    }

    int running() {
        return running.get();
    }

    int stuck() {
        return stuck.get();
    }

    /** Looks after the workers no longer. */
    void close() {
        closed = true;
    }

    void submit(Task task) {
        queue.add(task);
        Submitted submitted = HELD.get();
        if (submitted == null || !submitted.owner.equals(this)) {
            startOne();
        } else {
            submitted.tasks.add(task);
        }
    }

    /**
     * Carries out an action that may hold locks, and starts workers for what it submits only after it.
     *
     * @param helps whether the calling thread may itself carry out what is brief: to wake a worker costs more
     */
    <T> T submitting(Supplier<T> action, boolean helps) {
        if (HELD.get() != null) {
            return action.get();
        }
        Submitted submitted = new Submitted(this);
        HELD.set(submitted);
        try {
            return action.get();
        } finally {
            HELD.remove();
            if (helps && areBrief(submitted.tasks)) {
                help(submitted.tasks);
            }
            for (int i = 0; i < submitted.tasks.size() && !queue.isEmpty() && startOne(); i++) {
                // One more for each that waits, as far as they may.
            }
        }
    }

    private static boolean areBrief(List<Task> tasks) {
        if (tasks.size() > MOST_HELPED) {
            return false;
        }
        for (Task task : tasks) {
            if (!task.isBrief()) {
                return false;
            }
        }
        return true;
    }

    // As a worker of the moment: where it is held up, the watch finds it like any other, and what waits has workers.
    private void help(List<Task> tasks) {
        Worker worker = new Worker(true);
        atWork.add(worker);
        try {
            startWatching();
            for (Task task : tasks) {
                // A worker that is awake may have been the first.
                if (queue.remove(task)) {
                    carryOut(worker, task);
                }
            }
        } finally {
            atWork.remove(worker);
        }
    }

    private void startWatching() {
        if (watching.compareAndSet(false, true)) {
            ticker.schedule(WATCH, this::watch);
        }
    }

    /** Starts a worker, if one more may run and there is a thread for it. */
    private boolean startOne() {
        while (true) {
            int now = running.get();
            if (now >= Math.min(max, allowed())) {
                return false;
            }
            if (running.compareAndSet(now, now + 1)) {
                break;
            }
        }
        startWatching();
        try {
            executor.execute(this::work);
            return true;
        } catch (RejectedExecutionException e) {
            // It is full, and the watch tries again; or it was shut down, and nobody is left to deliver to.
            running.decrementAndGet();
        } catch (RuntimeException | Error e) {
            // No thread to be had, perhaps: what is queued waits for the watch, and for those who run.
            running.decrementAndGet();
            LOG.log(Level.WARNING, "No thread could be started for deliveries; it is tried again.", e);
        }
        return false;
    }

    private int allowed() {
        return base + stuck.get() + surge;
    }

    private void work() {
        Worker worker = new Worker(false);
        atWork.add(worker);
        try {
            while (running.get() <= allowed()) {
                Task task = queue.poll();
                if (task == null) {
                    break;
                }
                carryOut(worker, task);
            }
        } finally {
            atWork.remove(worker);
            running.decrementAndGet();
            // Somebody may have queued between our last look and our leave.
            if (!queue.isEmpty()) {
                startOne();
            }
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // a worker outlives whatever a task does
    private void carryOut(Worker worker, Task task) {
        worker.progress();
        worker.task = task;
        try {
            task.run(worker);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A delivery failed; the others go on.", e);
        } finally {
            worker.task = null;
            if (worker.stuck.compareAndSet(true, false)) {
                stuck.decrementAndGet();
            }
        }
    }

    private void watch() {
        if (closed) {
            return;
        }
        int found = 0;
        for (Worker worker : atWork) {
            if (isFoundStuck(worker)) {
                found++;
            }
        }
        surge = SURGE * found;
        for (int i = 0; i <= (SURGE + 1) * found && !queue.isEmpty(); i++) {
            if (!startOne()) {
                // The bound is reached, or there is no thread to be had: the next watch tries again.
                break;
            }
        }
        // Tasks without a worker are those that the executor refused: they are tried again.
        if (isBusy()) {
            ticker.schedule(WATCH, this::watch);
            return;
        }
        watching.set(false);
        if (isBusy() && watching.compareAndSet(false, true)) {
            ticker.schedule(WATCH, this::watch);
        }
    }

    private boolean isBusy() {
        return running.get() > 0 || !queue.isEmpty() || !atWork.isEmpty();
    }

    // Hands what it carries to those who may run for it.
    private boolean isFoundStuck(Worker worker) {
        Task task = worker.task;
        long progress = worker.progress;
        boolean still = task != null && progress == worker.seen;
        worker.seen = progress;
        if (!still || !worker.stuck.compareAndSet(false, true)) {
            return false;
        }
        stuck.incrementAndGet();
        if (worker.task != task && worker.stuck.compareAndSet(true, false)) {
            // It came free just now.
            stuck.decrementAndGet();
            return false;
        }
        for (int i = 0; i <= SURGE && task.isShared(); i++) {
            queue.add(task);
        }
        return true;
    }
}
