// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import dev.pushkit.it.client.Arrival;
import dev.pushkit.it.client.Follower;
import dev.pushkit.it.client.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads events that carry the nanosecond of their publication, and keeps how long each was under way. */
final class TimedReader implements Closeable {
    private final Follower follower;
    // Written by the reading thread, taken by the test.
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private volatile String seen = "";
    // What the end was, once it has come.
    private volatile String end = "";

    TimedReader(Transport transport, URI push, String topic) throws IOException {
        follower = Follower.open(transport, push, List.of(topic), "latest&heartbeat=1");
        Thread thread = new Thread(this::read, "timed-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            for (Optional<Arrival> next = follower.next(); next.isPresent(); next = follower.next()) {
                if (next.get().isEvent()) {
                    String data = next.get().data();
                    nanos.add(System.nanoTime() - Long.parseLong(data.substring(0, data.indexOf(' '))));
                    seen = next.get().cursor();
                }
            }
            end = "the server ended it after " + seen;
        } catch (IOException cut) {
            end = cut + " after " + seen;
        }
    }

    boolean ended() {
        return !end.isEmpty();
    }

    /** Why it reads no more; empty while it does. */
    String end() {
        return end;
    }

    /** The id of the latest event. */
    String seen() {
        return seen;
    }

    /** Takes what was measured so far. */
    List<Long> take() {
        List<Long> taken = List.copyOf(nanos);
        nanos.clear();
        return taken;
    }

    @Override
    public void close() throws IOException {
        follower.close();
    }
}
