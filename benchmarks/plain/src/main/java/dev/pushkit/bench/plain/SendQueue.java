// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.util.ArrayDeque;
import java.util.Queue;

/** What one session has not been sent yet. Thread-safe. */
final class SendQueue implements SendHandler {
    private static final int MOST = 1_000;

    private final Session session;
    // All guarded by this.
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean failed;

    SendQueue(Session session) {
        this.session = session;
    }

    /** Sends it now or later; false where the session has failed, or reads too slowly. */
    boolean send(String text) {
        synchronized (this) {
            if (failed || waiting.size() == MOST) {
                return false;
            }
            if (sending) {
                waiting.add(text);
                return true;
            }
            sending = true;
        }
        return begin(text);
    }

    // Two ways to say that the session is closed: to report it, or to throw.
    private boolean begin(String text) {
        try {
            session.getAsyncRemote().sendText(text, this);
            return true;
        } catch (IllegalStateException e) {
            fail();
            return false;
        }
    }

    private synchronized void fail() {
        failed = true;
        waiting.clear();
    }

    @Override
    public void onResult(SendResult result) {
        String next;
        synchronized (this) {
            if (!result.isOK()) {
                fail();
            }
            next = waiting.poll();
            sending = next != null;
        }
        if (next != null) {
            begin(next);
        }
    }
}
