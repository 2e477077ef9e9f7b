// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.CloseReason;
import dev.pushkit.Frame;
import dev.pushkit.Outlet;
import dev.pushkit.Subscriber;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * A response that stays open (Jakarta Servlet 6.0, section 5.7).
 *
 * <p>Its first frame is written and flushed within service, twice, since one container swallows the first flush. From
 * then on it writes only when the container says that it is ready. All state is guarded by the cycle's lock.
 */
final class ServletOutlet implements Outlet, WriteListener {
    private enum Phase {
        /** Within service: takes one frame. */
        OPENING,
        /** Still within service, which nobody else may write in: takes no more. */
        OPENED,
        /** The container has to call, or to be asked. */
        WAITING,
        /** The container said that it takes bytes. */
        WRITABLE,
        /** The container knows no listener: every write may block. */
        BLOCKING
    }

    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    private static final long FIRST_CALL_NANOS = 4_000_000_000L;

    private final AsyncCycle cycle = new AsyncCycle(this::lost);
    private final HttpServletResponse response;
    private final boolean neverBlocks;
    private Subscriber subscriber;
    private ServletOutputStream out;
    private UnbufferedWrites unbuffered;
    private volatile Phase phase = Phase.OPENING;
    private boolean closing;
    private boolean called;
    // The pump's alone: the container said that it takes bytes, and was given none since.
    private boolean takes;
    // Set within service before the phase, which publishes them: whether the container has to call, and since when.
    private boolean listens;
    private long listening;

    /** An outlet of a container that is known never to block, or of one of which that is not known. */
    ServletOutlet(HttpServletResponse response, boolean neverBlocks) {
        this.neverBlocks = neverBlocks;
        this.response = response;
    }

    /** Begins the answer; the last thing that service does. */
    void start(HttpServletRequest request, Subscriber link, char padding) throws IOException {
        subscriber = link;
        try {
            BufferingDiagnosis.check(request, response, padding);
        } catch (IOException | RuntimeException e) {
            link.lost();
            throw e;
        }
        try {
            cycle.start(request, response);
        } catch (IllegalStateException e) {
            link.lost();
            throw new ProblemException(500, AsyncSupportDiagnosis.tell(request) + " Until then /poll works here.");
        }
        cycle.touch(() -> {
            out = response.getOutputStream();
            unbuffered = UnbufferedWrites.of(out);
        });
        link.open();
        if (cycle.isDead()) {
            return;
        }
        listening = System.nanoTime();
        listens = true;
        phase = Phase.WAITING;
        listen();
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
                    "A filter's output stream takes no listener, so this connection writes by blocking.",
                    e);
            block();
        }
    }

    private void block() {
        listens = false;
        phase = Phase.BLOCKING;
        subscriber.wake();
    }

    @Override
    public boolean isReady() {
        if (takes && neverBlocks) {
            return true;
        }
        // On one container, what was said counts for the thread alone that asked.
        boolean[] ready = {false};
        try {
            cycle.touch(() -> ready[0] = ask());
        } catch (IOException e) {
            subscriber.lost();
        }
        return ready[0];
    }

    @Override
    public boolean mayBlock() {
        return !neverBlocks || phase == Phase.BLOCKING;
    }

    private boolean ask() {
        if (phase == Phase.WAITING && isForgotten()) {
            phase = Phase.BLOCKING;
        }
        if (phase == Phase.WRITABLE && !out.isReady()) {
            phase = Phase.WAITING;
        }
        return phase != Phase.WAITING && phase != Phase.OPENED;
    }

    // A filter's output stream took the listener and told nobody; or the container is late, and calls yet.
    private boolean isForgotten() {
        return !called && BufferingDiagnosis.isFiltered(response) && System.nanoTime() - listening >= FIRST_CALL_NANOS;
    }

    // It was told of the listener, and may call at any time.
    private boolean isCallOwed() {
        return listens && !called;
    }

    @Override
    public void write(Frame frame) throws IOException {
        takes = false;
        cycle.touch(() -> {
            if (!unbuffered.write(out, frame.array())) {
                out.write(frame.array());
            }
            if (phase == Phase.OPENING) {
                out.flush();
                out.flush();
                phase = Phase.OPENED;
            }
        });
    }

    // One touch for what are three or four in its parts: each takes the lock.
    @Override
    public boolean send(Frame frame) throws IOException {
        if (phase == Phase.OPENING) {
            return Outlet.super.send(frame);
        }
        takes = false;
        cycle.touch(() -> {
            if (unbuffered.write(out, frame.array())) {
                takes = ask();
                return;
            }
            out.write(frame.array());
            if (ask()) {
                out.flush();
                takes = ask();
            }
        });
        return takes;
    }

    @Override
    public void flush() throws IOException {
        takes = false;
        cycle.touch(() -> {
            if (phase == Phase.WRITABLE || phase == Phase.BLOCKING) {
                out.flush();
            }
        });
    }

    @Override
    public boolean close(CloseReason reason) {
        // A thread that is stuck in a write, or a container that has just seen the peer go: abort() ends it.
        if (cycle.isBusy() || reason == CloseReason.LOST) {
            return false;
        }
        boolean[] done = {true};
        try {
            cycle.touch(() -> {
                if (phase == Phase.WAITING || phase == Phase.OPENED || isCallOwed()) {
                    // A completion from outside could race with the container's dispatch of this write.
                    closing = true;
                    done[0] = false;
                } else {
                    if (phase == Phase.BLOCKING) {
                        // What a filter has still to say, such as the trailer of a compressed answer.
                        out.close();
                    }
                    cycle.complete();
                }
            });
        } catch (IOException e) {
            return false;
        }
        return done[0];
    }

    @Override
    public void abort() {
        cycle.abort();
    }

    @Override
    public void onWritePossible() throws IOException {
        cycle.touch(() -> {
            called = true;
            phase = Phase.WRITABLE;
            if (closing) {
                cycle.complete();
            }
        });
        subscriber.wake();
    }

    @Override
    public void onError(Throwable failure) {
        cycle.die();
    }

    private void lost() {
        subscriber.lost();
    }
}
