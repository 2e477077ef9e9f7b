// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.CloseReason;
import dev.pushkit.Control;
import dev.pushkit.Frame;
import dev.pushkit.Outlet;
import dev.pushkit.PushException;
import dev.pushkit.Subscriber;
import dev.pushkit.wire.WireFormats;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A WebSocket that the pump writes to, with one send in flight.
 *
 * <p>Two sends at a time fail on some containers and are silently dropped on another, so what is written is collected
 * and the next message goes out when the handler of the last one has reported; it may do so before its send returns.
 * Where {@link BlockingSends} takes a message, there is nothing to wait for.
 */
final class WebSocketOutlet implements Outlet {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.websocket");
    private static final int JOIN_BYTES = 32 * 1024;
    // Tomcat counts its bound anew for each frame of a message, and begins one after so many bytes.
    private static final int ONE_FRAME_BYTES = 8 * 1024;
    private static final int WARY_SENDS = 64;
    private static final int MOST_WARY_SENDS = 4096;
    // A peer that answers no close is left to the container after this.
    private static final long LINGER_MILLIS = 5_000;

    // Set once.
    private final Session session;
    private final RemoteEndpoint.Async remote;
    // Set before anything is written.
    private volatile Subscriber subscriber;
    // Set once the container's own thread is done with the opening.
    private volatile BlockingSends blocking = BlockingSends.NONE;

    // The pump's alone; bounded by JOIN_BYTES and one batch.
    private final List<Frame> pending = new ArrayList<>();
    private int pendingBytes;
    private boolean pinged;
    // How many sends are still asynchronous, because a blocking one was slow, and how many are after the next such one.
    private int wary;
    private int warier = WARY_SENDS;

    // Set by the pump, cleared by the container.
    private final AtomicReference<Sending> inFlight = new AtomicReference<>();
    private volatile boolean wakeWanted;
    // Set by the container, read by the pump.
    private volatile boolean failed;
    private volatile boolean heard;
    // Set by anybody.
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean tooBig;

    WebSocketOutlet(Session session) {
        this.session = session;
        this.remote = session.getAsyncRemote();
    }

    /** Tells whose outlet this is; call it before {@link Subscriber#open}. */
    void connect(Subscriber owner) {
        subscriber = owner;
    }

    /** From now on, only workers write. */
    void opened(BlockingSends sends) {
        blocking = sends;
    }

    /** The peer gave a sign of life. */
    void heard() {
        heard = true;
    }

    /** The connection ended from the other side: there is nothing left to close. */
    void gone() {
        closed.set(true);
    }

    /** The peer sent more than is allowed: the end will say so. */
    void tooBig() {
        tooBig = true;
    }

    @Override
    public boolean isReady() {
        if (closed.get() || inFlight.get() == null) {
            return true;
        }
        wakeWanted = true;
        // It may have reported between the two looks.
        return inFlight.get() == null;
    }

    @Override
    public void write(Frame frame) throws IOException {
        pending.add(frame);
        pendingBytes += frame.length();
        if (pendingBytes >= JOIN_BYTES) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        if (failed) {
            throw new IOException("The last send failed.");
        }
        if (pending.isEmpty() || inFlight.get() != null) {
            return;
        }
        Frame message = Frame.join(pending);
        pending.clear();
        pendingBytes = 0;
        if (closed.get()) {
            return;
        }
        try {
            transmit(message);
        } catch (RuntimeException e) {
            // Some containers throw instead of reporting once the session is closed.
            throw new IOException("The session takes no message.", e);
        }
    }

    private void transmit(Frame message) throws IOException {
        String text = message.text();
        if (message.length() <= ONE_FRAME_BYTES && isSentBlocking(text)) {
            return;
        }
        Sending sending = new Sending();
        inFlight.set(sending);
        remote.sendText(text, sending);
    }

    private boolean isSentBlocking(String text) throws IOException {
        if (wary > 0) {
            wary--;
            return false;
        }
        BlockingSends.Outcome outcome =
                blocking.attempt(() -> session.getBasicRemote().sendText(text));
        switch (outcome) {
            case SENT -> warier = WARY_SENDS;
            case SENT_SLOWLY -> {
                wary = warier;
                warier = Math.min(2 * warier, MOST_WARY_SENDS);
            }
            case NOT_SENT -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean probe() throws IOException {
        if (closed.get()) {
            return true;
        }
        if (pinged && !heard) {
            return false;
        }
        pinged = true;
        heard = false;
        try {
            remote.sendPing(ByteBuffer.allocate(0));
            return true;
        } catch (RuntimeException e) {
            throw new IOException("The session takes no ping.", e);
        }
    }

    @Override
    public boolean close(CloseReason reason) {
        end(tooBig ? CloseCodes.TOO_BIG : codeOf(reason), reason.toString());
        return true;
    }

    @Override
    public void abort() {
        close(CloseReason.LOST);
    }

    /** Says why and ends, where nobody has subscribed. */
    void refuse(PushException why) {
        Control answer = Refusal.answer(Optional.empty(), why);
        try {
            // Nothing else is in flight, and so little never blocks.
            session.getBasicRemote()
                    .sendText(WireFormats.WEBSOCKET.control(answer).text());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A refused peer did not wait for the reason: {0}", e.getMessage());
        }
        end(Refusal.closeCode(why), "refused");
    }

    /** Ends the session. It may block for seconds, and waits for no callback. */
    void end(CloseCode code, String phrase) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            session.setMaxIdleTimeout(LINGER_MILLIS);
        } catch (RuntimeException e) {
            LOG.log(Level.TRACE, "The session is closed already.", e);
        }
        try {
            session.close(new jakarta.websocket.CloseReason(code, phrase));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A session did not close in good order: {0}", e.getMessage());
        }
    }

    private static CloseCode codeOf(CloseReason reason) {
        return switch (reason) {
            case SHUTDOWN, EXPIRED, MAX_AGE, LOST -> CloseCodes.GOING_AWAY;
            case DENIED -> CloseCodes.VIOLATED_POLICY;
            case SLOW -> CloseCodes.TRY_AGAIN_LATER;
            case FAILED -> CloseCodes.UNEXPECTED_CONDITION;
            case CLIENT -> CloseCodes.NORMAL_CLOSURE;
        };
    }

    /** Hears once how one send went, on any thread. */
    private final class Sending implements SendHandler {
        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                failed = true;
            }
            if (!inFlight.compareAndSet(this, null)) {
                return;
            }
            if (failed) {
                subscriber.lost();
            } else if (wakeWanted) {
                wakeWanted = false;
                subscriber.wake();
            }
        }
    }
}
