// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One asynchronous request, every touch of it under one lock (Jakarta Servlet 6.0, section 2.3.3.3).
 *
 * <p>The container's own callbacks take the same lock and wait there for a write in flight: a container recycles the
 * response when they return, and a late write or a late failure would reach whoever uses it next. Once one of them has
 * come, nothing is touched any more. Thread-safe.
 */
final class AsyncCycle implements AsyncListener {
    /** Something done to the response. */
    @FunctionalInterface
    interface Touch {
        void run() throws IOException;
    }

    /** The response that a listener is told of: GlassFish sets its status to 200 first, whatever was set before. */
    private static final class StatusKept extends HttpServletResponseWrapper {
        StatusKept(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {
            // The answer's own status stays.
        }
    }

    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");

    private static final long A_MOMENT_MILLIS = 50;

    private final Runnable onLost;
    private final ReentrantLock lock = new ReentrantLock();
    // All guarded by the lock.
    private AsyncContext async;
    private boolean dead;
    private boolean over;
    // Set by whoever found the lock taken; obeyed by whoever lets go of it.
    private volatile boolean abortWanted;

    /** A cycle that calls a short piece of code, under no lock, when the container gives it up. */
    AsyncCycle(Runnable onLost) {
        this.onLost = onLost;
    }

    /** Begins; call it within service. */
    void start(HttpServletRequest request, HttpServletResponse response) {
        lock.lock();
        try {
            async = request.startAsync(request, response);
            async.setTimeout(0);
            async.addListener(this, request, new StatusKept(response));
            if (dead) {
                // It was ended before it began.
                complete();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does something to the response, unless it is dead.
     *
     * @throws IOException if the touch failed; the response is dead then
     */
    void touch(Touch touch) throws IOException {
        lock.lock();
        try {
            if (!dead) {
                touch.run();
            }
        } catch (IOException e) {
            dead = true;
            throw e;
        } catch (RuntimeException | Error e) {
            // Containers throw more than IOException once the peer is gone: see docs/concurrency.md.
            dead = true;
            throw new IOException(e);
        } finally {
            release();
        }
    }

    boolean isDead() {
        return dead;
    }

    /** The container says that the peer is gone. */
    void die() {
        lock.lock();
        try {
            dead = true;
        } finally {
            // Not the way out that completes: nobody may do that within a container's own callback.
            lock.unlock();
        }
        onLost.run();
    }

    /** Ends the cycle, if nobody else has; call it under a touch or by itself. */
    void complete() {
        lock.lock();
        try {
            dead = true;
            if (!over && async != null) {
                over = true;
                async.complete();
            }
        } catch (IllegalStateException e) {
            // The container was first.
            LOG.log(Level.TRACE, "The cycle was complete already.", e);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The container failed to complete a request.", e);
        } finally {
            async = null;
            lock.unlock();
        }
    }

    /**
     * Ends the cycle, if nobody else has, so that the answer does not look complete. There is no call for that, but
     * containers cut the connection of a servlet that fails after its answer has begun.
     */
    void cut(HttpServletRequest request) {
        lock.lock();
        try {
            dead = true;
            if (!over && async != null) {
                request.setAttribute(CutException.ATTRIBUTE, true);
                async.dispatch();
                over = true;
                async = null;
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The container takes no request back to be cut.", e);
            complete();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #complete}, but a thread that is stuck in a write does it when it comes back. */
    void abort() {
        abortWanted = true;
        try {
            // A callback holds it for a moment; whoever holds it longer is stuck in a write.
            if (lock.tryLock(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    complete();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a thread is inside now, perhaps stuck. */
    boolean isBusy() {
        return lock.isLocked() && !lock.isHeldByCurrentThread();
    }

    private void release() {
        lock.unlock();
        if (abortWanted && !over && lock.tryLock()) {
            try {
                complete();
            } finally {
                lock.unlock();
            }
        }
    }

    private void containerEnded() {
        lock.lock();
        try {
            dead = true;
            over = true;
            async = null;
        } finally {
            lock.unlock();
        }
        onLost.run();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        containerEnded();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        containerEnded();
    }

    @Override
    public void onError(AsyncEvent event) {
        containerEnded();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts this cycle a second time.
    }
}
