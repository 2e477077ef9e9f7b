// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Ticker.Scheduled;
import dev.pushkit.stream.Slice;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Reads a request's body as it comes, and never makes a thread wait for a slow sender (Jakarta Servlet 6.0, section
 * 3.8.1). The container calls it from one thread at a time.
 */
final class BodyReader implements ReadListener, LiveBody {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    private static final int BUFFER = 16 << 10;
    // How long, and how much, a refused body is read on before its request is completed all the same.
    private static final Duration REFUSED_SILENCE = Duration.ofSeconds(10);
    private static final long FORGOTTEN_BYTES = 16 << 20;

    private final Intake intake;
    private final HttpServletResponse response;
    private final LiveBodies live;
    private final AsyncCycle cycle = new AsyncCycle(this::letGo);
    private final byte[] buffer = new byte[BUFFER];
    // What a length was announced for and did not come is no whole body.
    private final long announced;
    private final boolean readsOn;
    private ServletInputStream in;
    // Of the thread that reads: a refused body has its answer already, and the rest of it is forgotten.
    private boolean refused;
    private long forgotten;
    // Written by the thread that reads; the watch looks at both.
    private volatile long read;
    private volatile boolean over;
    // Written by the thread that reads; the watch goes by it.
    private volatile Duration deadline;
    // Written by whoever sets it; looked at again by it once it is set.
    private volatile Scheduled watching = () -> {};

    private BodyReader(
            Intake intake,
            LiveBodies live,
            Duration deadline,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.intake = intake;
        this.live = live;
        this.deadline = deadline;
        this.response = response;
        this.announced = request.getContentLengthLong();
        // Told to complete before a body's end, Undertow waits for it on the thread of many other connections, and
        // sometimes forgets the next request on this one; Jetty may reset the connection before its answer was read.
        String container = request.getClass().getName();
        this.readsOn = container.startsWith("io.undertow.") || container.startsWith("org.eclipse.jetty.");
    }

    /**
     * Reads a body; the last thing that service does.
     *
     * @param small whether it is so short that it may be here already
     * @param deadline a sender that sends nothing for so long is cut off
     */
    static void read(
            Intake intake,
            boolean small,
            LiveBodies live,
            Duration deadline,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        BodyReader reader = new BodyReader(intake, live, deadline, request, response);
        // What a filter makes of a body may know no listener, or forget it.
        boolean filtered = request instanceof ServletRequestWrapper;
        if (filtered || !request.isAsyncSupported() || (small && reader.isHere(request))) {
            reader.block(request);
        } else {
            reader.start(request);
        }
    }

    // A sender that never sends what it announced is to cost no thread.
    private boolean isHere(HttpServletRequest request) throws IOException {
        return announced == 0 || request.getInputStream().available() >= announced;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void block(HttpServletRequest request) throws IOException {
        try {
            in = request.getInputStream();
            int count;
            while ((count = readOrFail()) >= 0) {
                read += count;
                intake.take(new Slice(buffer, 0, count));
            }
            checkWhole();
            intake.complete(response);
        } finally {
            intake.release();
        }
    }

    private int readOrFail() {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            // A container would log what is thrown at it as a failure of the application.
            LOG.log(Level.DEBUG, "A body was cut off: {0}", e.getMessage());
            throw cut();
        }
    }

    private void start(HttpServletRequest request) throws IOException {
        live.add(this);
        try {
            in = request.getInputStream();
            // Until it is complete: whatever ends it before, the container's own bound on bodies, too, must not look
            // like success.
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            cycle.start(request, response);
        } catch (IOException | RuntimeException e) {
            letGo();
            throw e;
        }
        watchAgain(0);
        in.setReadListener(this);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void onDataAvailable() throws IOException {
        cycle.touch(() -> {
            int count = 0;
            while (!over && !isWhole() && in.isReady() && (count = in.read(buffer)) >= 0) {
                read += count;
                take(new Slice(buffer, 0, count));
            }
            if (isWhole()) {
                // Whoever asked once more would have GlassFish and Payara call from another thread, and let the next
                // request begin before this call returns.
                complete();
            }
        });
    }

    @Override
    public void onAllDataRead() throws IOException {
        cycle.touch(this::complete);
    }

    private void take(Slice bytes) throws IOException {
        if (refused) {
            forget(bytes.length());
            return;
        }
        answering(() -> intake.take(bytes));
        if (!refused) {
            return;
        }
        if (readsOn) {
            answerAtOnce();
        } else {
            finish();
        }
    }

    private void forget(int count) {
        boolean few = forgotten <= FORGOTTEN_BYTES;
        forgotten += count;
        if (few && forgotten > FORGOTTEN_BYTES) {
            // Not from here: Undertow would wait for the rest on the thread of many other connections.
            end();
        }
    }

    private boolean isWhole() {
        return announced >= 0 && read >= announced;
    }

    private void complete() throws IOException {
        if (over) {
            return;
        }
        if (!refused) {
            answering(() -> {
                checkWhole();
                intake.complete(response);
            });
        }
        finish();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.DEBUG, "A body was cut off: {0}", failure.getMessage());
        finish();
    }

    private void answering(AsyncCycle.Touch step) throws IOException {
        try {
            step.run();
        } catch (RuntimeException refusal) {
            refused = true;
            intake.release();
            PushServlet.refuse(refusal, response);
        }
    }

    private void answerAtOnce() throws IOException {
        response.flushBuffer();
        if (deadline.compareTo(REFUSED_SILENCE) > 0) {
            deadline = REFUSED_SILENCE;
            watchAgain(read);
        }
    }

    private void finish() {
        letGo();
        cycle.complete();
    }

    private void letGo() {
        over = true;
        // It would keep the response and the buffer for as long as the deadline.
        watching.cancel();
        intake.release();
        live.remove(this);
    }

    /** What has come stays; that more would have come, the sender learns from the connection's end. */
    @Override
    public void end() {
        live.workers().execute(this::abort);
    }

    @Override
    public void abort() {
        letGo();
        cycle.abort();
    }

    private synchronized void watchAgain(long seen) {
        watching.cancel();
        watching = live.ticker().schedule(deadline, () -> watch(seen));
        if (over) {
            watching.cancel();
        }
    }

    // On the timer's thread: it touches nothing itself.
    private void watch(long seen) {
        if (over) {
            return;
        }
        long now = read;
        if (now == seen) {
            LOG.log(Level.DEBUG, "A body stopped coming, and is cut off.");
            end();
        } else {
            watchAgain(now);
        }
    }

    private void checkWhole() {
        if (announced >= 0 && read < announced) {
            throw cut();
        }
    }

    private static ProblemException cut() {
        return new ProblemException(400, "The body was cut off: send it again.");
    }
}
