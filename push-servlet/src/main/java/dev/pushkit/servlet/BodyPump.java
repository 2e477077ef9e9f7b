// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Ticker.Scheduled;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.StreamException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries a body onto a response for as long as it takes bytes, and never makes a thread wait for a slow reader
 * (Jakarta Servlet 6.0, section 5.7).
 *
 * <p>One thread at a time is at it: the container's, when the response takes bytes again, or a worker, when the body has
 * more. All touches of the response are made under the cycle's lock.
 */
final class BodyPump implements WriteListener, LiveBody {
    private enum Phase {
        /** The container has to call. */
        WAITING,
        /** The container said that it takes bytes. */
        WRITABLE,
        /** The container knows no listener: every write may block. */
        BLOCKING
    }

    /** Where the next bytes come from. */
    @FunctionalInterface
    private interface Source<T> {
        T get() throws IOException;
    }

    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    // What a worker carries at once, before it turns to others.
    private static final long TURN = 1 << 20;
    // And a thread of the container, for as long as it is not known whether writes block although there is a listener:
    // then the kit's own threads are to bear it.
    private static final long SHORT_TURN = 64 << 10;
    private static final long NO_END = Long.MAX_VALUE / 2;
    // A container that saw the peer go is to complete the cycle first: see docs/concurrency.md.
    private static final Duration CONTAINER_FIRST = Duration.ofMillis(500);
    private static final Duration FIRST_CALL = Duration.ofSeconds(4);

    private final AsyncCycle cycle = new AsyncCycle(this::lost);
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServletResponse response;
    private final Body body;
    private final LiveBodies live;
    private final Duration deadline;
    private final long began;
    // All guarded by the cycle's lock; some are looked at without it.
    private HttpServletRequest request;
    private ServletOutputStream out;
    private Phase phase = Phase.WAITING;
    private boolean dirty = true;
    // Where bytes go without a copy; else empty and null.
    private Optional<DirectBuffers.Writer> direct = Optional.empty();
    private ByteBuffer buffer;
    private boolean flushed;
    // Of whoever is at it.
    private boolean passOn;
    private volatile boolean called;
    private volatile boolean stalled;
    private volatile boolean ending;
    private volatile boolean broken;
    private volatile boolean over;
    private volatile long written;
    // Written by whoever sets it; looked at again by it once it is set.
    private volatile Scheduled watching = () -> {};

    /**
     * A pump that has not begun.
     *
     * @param deadline a reader that takes no bytes for so long is cut off
     */
    BodyPump(HttpServletResponse response, Body body, LiveBodies live, Duration deadline) {
        this.response = response;
        this.body = body;
        this.live = live;
        this.deadline = deadline;
        this.began = live.ticker().nanoTime();
    }

    /** Begins the answer, whose headers are complete; the last thing that service does. */
    void start(HttpServletRequest asked) throws IOException {
        request = asked;
        try {
            if (!request.isAsyncSupported() && !body.isLive()) {
                writeAll();
                return;
            }
            AsyncSupportDiagnosis.check(request);
            live.add(this);
        } catch (IOException | RuntimeException e) {
            body.release();
            throw e;
        }
        try {
            cycle.start(request, response);
            cycle.touch(() -> out = response.getOutputStream());
        } catch (IllegalStateException e) {
            letGo();
            throw new ProblemException(500, AsyncSupportDiagnosis.tell(request));
        } catch (IOException | RuntimeException e) {
            letGo();
            throw e;
        }
        if (cycle.isDead()) {
            // The application has ended meanwhile.
            letGo();
            return;
        }
        if (body instanceof FillingBody && !BufferingDiagnosis.isFiltered(response)) {
            direct = live.buffers().writer(out);
        }
        watchAgain(0);
        listen();
    }

    // A filter in front keeps the request from being asynchronous: a thread has to wait then.
    private void writeAll() throws IOException {
        out = response.getOutputStream();
        try {
            for (Slice slice = body.next(); slice.length() > 0 || awaitMore(); slice = body.next()) {
                out.write(slice.array(), slice.offset(), slice.length());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            body.release();
        }
    }

    // What is no live body makes wait for its pace alone.
    private boolean awaitMore() throws IOException, InterruptedException {
        if (body.isOver()) {
            return false;
        }
        out.flush();
        CountDownLatch more = new CountDownLatch(1);
        body.await(more::countDown);
        return more.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void listen() {
        if (BufferingDiagnosis.isTransformed(response)) {
            // One write becomes several then, and the container would have to be asked before each.
            block();
            return;
        }
        try {
            out.setWriteListener(this);
        } catch (IllegalStateException | UnsupportedOperationException e) {
            LOG.log(
                    Level.DEBUG,
                    "A filter's output stream takes no listener, so this answer is written by blocking.",
                    e);
            block();
        }
    }

    private void block() {
        called = true;
        phase = Phase.BLOCKING;
        live.workers().execute(this::wakeOnWorker);
    }

    @Override
    public void onWritePossible() throws IOException {
        cycle.touch(() -> {
            called = true;
            phase = Phase.WRITABLE;
            stalled = false;
        });
        wake(live.isNonBlocking() ? NO_END : SHORT_TURN);
    }

    @Override
    public void onError(Throwable failure) {
        cycle.die();
    }

    private void wakeOnWorker() {
        wake(TURN);
    }

    // Who comes while another is at it makes that one go round once more.
    private void wake(long turn) {
        if (asked.getAndIncrement() != 0) {
            return;
        }
        int seen;
        do {
            seen = asked.get();
            try {
                long until = written + turn;
                cycle.touch(() -> step(until));
            } catch (IOException e) {
                LOG.log(Level.TRACE, "A reader is gone.", e);
                lost();
            }
            if (passOn) {
                // In this order: the worker is to find nobody at it, who would only go round once more.
                passOn = false;
                asked.set(0);
                live.workers().execute(this::wakeOnWorker);
                return;
            }
        } while (!asked.compareAndSet(seen, 0));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, under the lock
    private void step(long until) throws IOException {
        while (!over && isReady()) {
            int count = ending ? 0 : writeNext();
            if (count > 0) {
                written += count;
                dirty = true;
                if (written >= until) {
                    passOn = true;
                    return;
                }
            } else if (ending || body.isOver()) {
                finish();
            } else if (dirty && body.isSettled()) {
                flush();
                dirty = false;
            } else {
                body.await(() -> wake(TURN));
                return;
            }
        }
    }

    private void flush() throws IOException {
        out.flush();
        if (!flushed && isReady()) {
            // One container takes the first for the head alone.
            out.flush();
        }
        flushed = true;
    }

    // How many bytes were written, if there were any now.
    private int writeNext() throws IOException {
        if (direct.isPresent()) {
            return writeBuffer(direct.get());
        }
        Slice slice = had(body::next).orElse(Slice.EMPTY);
        if (slice.length() > 0) {
            out.write(slice.array(), slice.offset(), slice.length());
        }
        return slice.length();
    }

    private int writeBuffer(DirectBuffers.Writer writer) throws IOException {
        if (buffer == null) {
            buffer = live.buffers().take();
        }
        buffer.clear();
        int count = had(() -> ((FillingBody) body).fill(buffer)).orElse(0);
        if (count > 0) {
            writer.write(buffer.flip());
        }
        return count;
    }

    private <T> Optional<T> had(Source<T> source) {
        try {
            return Optional.of(source.get());
        } catch (StreamException | IOException e) {
            // Deleted, fallen out of what is kept, or cut short: what is there so far has to do.
            LOG.log(Level.DEBUG, "An answer ends early: {0}", e.getMessage());
            ending = true;
            broken = true;
            return Optional.empty();
        }
    }

    private boolean isReady() {
        if (phase == Phase.WRITABLE && !out.isReady()) {
            phase = Phase.WAITING;
            stalled = true;
            live.sawNonBlocking();
        }
        return phase != Phase.WAITING;
    }

    private void finish() throws IOException {
        if (phase == Phase.BLOCKING && !broken) {
            // What a filter has still to say, such as the trailer of a compressed answer.
            out.close();
        }
        if (buffer != null && phase == Phase.WRITABLE) {
            // The container takes bytes again, so it has written what was in it.
            live.buffers().giveBack(buffer);
        }
        letGo();
        endCycle();
    }

    @Override
    public void end() {
        if (!body.end()) {
            ending = true;
        }
        live.workers().execute(this::wakeOnWorker);
    }

    @Override
    public void abort() {
        letGo();
        cycle.abort();
    }

    private void lost() {
        letGo();
        live.ticker().schedule(CONTAINER_FIRST, () -> live.workers().execute(this::endCycle));
    }

    private void endCycle() {
        if (broken) {
            cycle.cut(request);
        } else {
            cycle.complete();
        }
    }

    private void letGo() {
        if (!over) {
            over = true;
            // It would keep the response and the buffer for as long as the deadline.
            watching.cancel();
            body.release();
            live.remove(this);
        }
    }

    private boolean isForgotten() {
        return !called && live.ticker().nanoTime() - began > deadline.toNanos();
    }

    private void watchAgain(long seen) {
        Duration soon = called || deadline.compareTo(FIRST_CALL) < 0 ? deadline : FIRST_CALL;
        watching = live.ticker().schedule(soon, () -> watch(seen));
        if (over) {
            watching.cancel();
        }
    }

    // On the timer's thread: it touches nothing itself.
    private void watch(long seen) {
        long now = written;
        if (over) {
            return;
        }
        if (!called && BufferingDiagnosis.isFiltered(response)) {
            // A filter's output stream took the listener and told nobody.
            live.workers().execute(this::block);
        } else if ((stalled || cycle.isBusy() || isForgotten()) && now == seen) {
            live.workers().execute(this::abort);
            return;
        }
        watchAgain(now);
    }
}
