// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what a client sees, and lets the test wait for it. Thread-safe. */
public final class Inbox {
    private static final int SECONDS = 20;

    private final CountDownLatch opened = new CountDownLatch(1);
    private final BlockingQueue<Seen> events = new LinkedBlockingQueue<>(10_000);
    private volatile String fault = "";

    /** An inbox that has seen nothing. */
    public Inbox() {}

    /** The subscription stands: the server's opening has arrived. */
    public void opened() {
        opened.countDown();
    }

    /**
     * An event has arrived.
     *
     * @param id its id
     * @param data its payload
     */
    public void saw(String id, String data) {
        events.add(new Seen(id, data));
    }

    /**
     * A server-sent event has arrived, of any name.
     *
     * @param id its id
     * @param name its name, null or empty or {@code message} where it has none
     * @param data its payload
     */
    public void sawSse(String id, String name, String data) {
        if ("push.open".equals(name)) {
            opened();
        } else if (name == null || name.isEmpty() || name.equals("message")) {
            saw(id, data);
        }
    }

    /**
     * A WebSocket's text message has arrived, or a line of a stream.
     *
     * @param message one or more JSON objects, LF between them
     */
    public void sawObjects(String message) {
        message.lines().forEach(line -> {
            try (JsonReader reader = Json.createReader(new StringReader(line))) {
                JsonObject object = reader.readObject();
                if (!object.containsKey("control")) {
                    saw(object.getString("id"), object.getString("data"));
                } else if (object.getString("control").equals("open")) {
                    opened();
                }
            }
        });
    }

    /**
     * The client has told of a fault, which it may overcome by itself.
     *
     * @param what its words
     */
    public void failed(String what) {
        fault = what;
    }

    /**
     * Waits for the opening.
     *
     * @throws InterruptedException if the test is interrupted
     */
    public void awaitOpened() throws InterruptedException {
        if (!opened.await(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("No opening has arrived. Last fault: " + fault);
        }
    }

    /**
     * Waits for events.
     *
     * @param count how many
     * @return the next events, in their order of arrival
     * @throws InterruptedException if the test is interrupted
     */
    public List<Seen> take(int count) throws InterruptedException {
        List<Seen> taken = new ArrayList<>();
        while (taken.size() < count) {
            Seen next = events.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Only " + taken + " have arrived. Last fault: " + fault);
            }
            taken.add(next);
        }
        return taken;
    }

    /**
     * What has arrived and was not taken.
     *
     * @return the events
     */
    public List<Seen> rest() {
        return List.copyOf(events);
    }
}
