// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.OverloadedException;
import dev.pushkit.TooLargeException;
import dev.pushkit.stream.Slice;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Collects a body that counts as a whole or not at all. */
final class WholeBody implements Intake {
    /** What is done with the whole. */
    @FunctionalInterface
    interface Use {
        void of(Slice body, HttpServletResponse response) throws IOException;
    }

    /** The bytes of all bodies that are on their way, and how many they may be. Thread-safe. */
    static final class Budget {
        private final long most;
        private final AtomicLong taken = new AtomicLong();

        Budget(long most) {
            this.most = most;
        }

        private void take(long count) {
            // One alone always passes, as large as a single body may be.
            if (taken.addAndGet(count) > Math.max(most, count)) {
                taken.addAndGet(-count);
                throw OverloadedException.ofServer(
                        "The server has its most bodies on their way: send it again in a moment.",
                        Duration.ofSeconds(1));
            }
        }
    }

    private final int most;
    private final Budget budget;
    private final Use use;
    private ByteArrayOutputStream collected = new ByteArrayOutputStream();
    // Guarded by this, since a container may let go while bytes come.
    private long taken;
    private boolean released;

    WholeBody(int most, Budget budget, Use use) {
        this.most = most;
        this.budget = budget;
        this.use = use;
    }

    @Override
    public void take(Slice bytes) {
        if (collected.size() + (long) bytes.length() > most) {
            throw tooLarge(most);
        }
        synchronized (this) {
            if (!released) {
                budget.take(bytes.length());
                taken += bytes.length();
            }
        }
        collected.write(bytes.array(), bytes.offset(), bytes.length());
    }

    @Override
    public void complete(HttpServletResponse response) throws IOException {
        Slice whole;
        synchronized (this) {
            if (released) {
                // The server stops, and has let go of it: nothing, or a part, must not pass for the whole.
                throw new ProblemException(400, "The body was cut off: send it again.");
            }
            whole = Slice.of(collected.toByteArray());
        }
        use.of(whole, response);
    }

    @Override
    public synchronized void release() {
        released = true;
        collected = new ByteArrayOutputStream(0);
        budget.taken.addAndGet(-taken);
        taken = 0;
    }

    static TooLargeException tooLarge(int most) {
        return new TooLargeException("The body has over " + most + " bytes, which is the most that is appended as a"
                + " whole: send less at once, or send what is no JSON chunked.");
    }
}
