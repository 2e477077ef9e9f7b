// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.Slice;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * Reads a request's body as it comes, and never makes a thread wait for a slow sender (Jakarta Servlet 6.0, section
 * 3.8.1). The container calls it from one thread at a time.
 */
final class BodyReader implements ReadListener {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    private static final int BUFFER = 16 << 10;

    private final Intake intake;
    private final HttpServletResponse response;
    private final AsyncCycle cycle = new AsyncCycle(this::release);
    private final byte[] buffer = new byte[BUFFER];
    // What a length was announced for and did not come is no whole body.
    private final long announced;
    private ServletInputStream in;
    private long read;
    private boolean over;

    private BodyReader(Intake intake, HttpServletRequest request, HttpServletResponse response) {
        this.intake = intake;
        this.response = response;
        this.announced = request.getContentLengthLong();
    }

    /**
     * Reads a body; the last thing that service does.
     *
     * @param small whether it is so short that it may be here already
     */
    static void read(Intake intake, boolean small, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        BodyReader reader = new BodyReader(intake, request, response);
        if (!request.isAsyncSupported() || (small && reader.isHere(request))) {
            reader.block(request);
        } else {
            reader.start(request);
        }
    }

    // A sender that never sends what it announced is to cost no thread.
    private boolean isHere(HttpServletRequest request) throws IOException {
        return announced == 0 || request.getInputStream().available() >= announced;
    }

    private void block(HttpServletRequest request) throws IOException {
        try {
            in = request.getInputStream();
            int count;
            while ((count = read()) >= 0) {
                read += count;
                intake.take(new Slice(buffer, 0, count));
            }
            checkWhole();
            intake.complete(response);
        } finally {
            release();
        }
    }

    // Less than nothing at the end.
    private int read() {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            // A container would log what is thrown at it as a failure of the application.
            LOG.log(Level.DEBUG, "A body was cut off: {0}", e.getMessage());
            throw cut();
        }
    }

    private void start(HttpServletRequest request) throws IOException {
        in = request.getInputStream();
        cycle.start(request, response);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        cycle.touch(() -> {
            int count = 0;
            while (!over && in.isReady() && (count = readWhatIsReady()) >= 0) {
                read += count;
                Slice bytes = new Slice(buffer, 0, count);
                answering(() -> intake.take(bytes));
            }
        });
    }

    private int readWhatIsReady() throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            // Also where the container takes no more of it: that must not look like success.
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            throw e;
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        cycle.touch(() -> {
            if (!over) {
                answering(() -> {
                    checkWhole();
                    intake.complete(response);
                    finish();
                });
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.DEBUG, "A body was cut off: {0}", failure.getMessage());
        release();
        try {
            cycle.touch(() -> response.setStatus(HttpServletResponse.SC_BAD_REQUEST));
        } catch (IOException e) {
            LOG.log(Level.TRACE, "Nobody is there to be told.", e);
        }
        cycle.complete();
    }

    private void answering(AsyncCycle.Touch step) throws IOException {
        try {
            step.run();
        } catch (RuntimeException refused) {
            PushServlet.refuse(refused, response);
            finish();
        }
    }

    private void finish() {
        over = true;
        release();
        cycle.complete();
    }

    private void checkWhole() {
        if (announced >= 0 && read < announced) {
            throw cut();
        }
    }

    private static ProblemException cut() {
        return new ProblemException(400, "The body was cut off: send it again.");
    }

    private void release() {
        intake.release();
    }
}
