// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An outlet that keeps what it got, and stalls, blocks or fails when told so. Thread-safe. */
final class RecordingOutlet implements Outlet {
    // All guarded by this.
    private final List<Frame> frames = new ArrayList<>();
    private boolean ready = true;
    private boolean failing;
    private boolean peerAnswers = true;
    private boolean closesAtOnce = true;
    private Optional<CountDownLatch> gate = Optional.empty();
    private CloseReason closedWith;
    private int flushes;
    private int probes;
    private int aborts;
    private int writesAfterClose;

    @Override
    public synchronized boolean isReady() {
        return ready;
    }

    @Override
    public void write(Frame frame) throws IOException {
        passGate();
        synchronized (this) {
            if (failing) {
                throw new IOException("told to fail");
            }
            if (closedWith != null) {
                writesAfterClose++;
                return;
            }
            frames.add(frame);
        }
    }

    @Override
    public void flush() throws IOException {
        passGate();
        synchronized (this) {
            flushes++;
        }
    }

    private void passGate() throws IOException {
        Optional<CountDownLatch> closed;
        synchronized (this) {
            closed = gate;
        }
        if (closed.isPresent()) {
            try {
                if (!closed.get().await(30, TimeUnit.SECONDS)) {
                    throw new IOException("nobody opened the gate");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    @Override
    public synchronized boolean probe() {
        probes++;
        return peerAnswers;
    }

    @Override
    public synchronized boolean close(CloseReason reason) {
        if (closedWith == null) {
            closedWith = reason;
        }
        return closesAtOnce;
    }

    @Override
    public synchronized void abort() {
        aborts++;
    }

    synchronized void ready(boolean takesBytes) {
        ready = takesBytes;
    }

    synchronized void fail() {
        failing = true;
    }

    synchronized void peerIsSilent() {
        peerAnswers = false;
    }

    synchronized void closesLate() {
        closesAtOnce = false;
    }

    /** From now on every write and flush blocks, until the latch is counted down. */
    synchronized CountDownLatch block() {
        CountDownLatch latch = new CountDownLatch(1);
        gate = Optional.of(latch);
        return latch;
    }

    /** All lines of {@link PlainFormat} so far. */
    synchronized List<String> lines() {
        return frames.stream().flatMap(frame -> frame.text().lines()).toList();
    }

    /** The lines that begin with a word. */
    List<String> lines(String word) {
        return lines().stream().filter(line -> line.startsWith(word + ' ')).toList();
    }

    /** The payloads of the events so far. */
    List<String> payloads() {
        return lines("event").stream().map(line -> line.split(" ", 4)[3]).toList();
    }

    /** The cursor of the last line that has one. */
    Cursor cursor() {
        List<String> lines = lines();
        return Cursor.parse(lines.get(lines.size() - 1).split(" ")[1]);
    }

    synchronized int writes() {
        return frames.size();
    }

    synchronized int flushes() {
        return flushes;
    }

    synchronized int probes() {
        return probes;
    }

    synchronized int aborts() {
        return aborts;
    }

    synchronized int writesAfterClose() {
        return writesAfterClose;
    }

    synchronized Optional<CloseReason> closedWith() {
        return Optional.ofNullable(closedWith);
    }

    synchronized void forget() {
        frames.clear();
    }
}
