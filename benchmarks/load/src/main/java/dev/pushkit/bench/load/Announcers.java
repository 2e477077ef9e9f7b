// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** All that publish. Not thread-safe. */
final class Announcers {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int MANY_FAILURES = 1_000;

    private final Loop loop;
    private final LoadOptions options;
    private final List<Topic> topics;
    private final Deliveries deliveries;
    private final Payload payload;
    private final List<byte[]> heads = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private boolean closedLoop;
    private int turn;
    private long sent;
    private long taken;
    private long failed;
    private int lastFailure;
    private boolean over;

    Announcers(Loop loop, LoadOptions options, List<Topic> topics, Deliveries deliveries) {
        this.loop = loop;
        this.options = options;
        this.topics = topics;
        this.deliveries = deliveries;
        payload = new Payload(options.size());
        topics.forEach(topic -> heads.add(head(topic.number())));
    }

    private byte[] head(int topic) {
        Endpoint endpoint = options.endpoint();
        StringBuilder text = new StringBuilder("POST ").append(endpoint.publishPath());
        text.append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(endpoint.publishPort());
        text.append("\r\nContent-Length: ").append(payload.size());
        boolean typed = false;
        for (String header : endpoint.publishHeaders()) {
            text.append("\r\n").append(header);
            typed |= header.toLowerCase(Locale.ROOT).startsWith("content-type:");
        }
        text.append(typed ? "" : "\r\nContent-Type: application/json").append("\r\n\r\n");
        return Payload.ascii(Request.fill(text.toString(), topic, topic));
    }

    void connect() {
        for (int number = 0; number < options.pace().publishers(); number++) {
            Publisher publisher = new Publisher(this, loop, number % options.lanes());
            publishers.add(publisher);
            publisher.open(options.endpoint().publishPort());
        }
    }

    void write(ByteBuffer out, Topic topic, long seq, long due) {
        sent++;
        deliveries.expect(topic.listeners());
        out.put(heads.get(topic.number()));
        payload.write(out, seq, due);
    }

    void answered(int status) {
        if (status >= 200 && status < 300) {
            taken++;
        } else {
            failed++;
            lastFailure = status;
        }
    }

    void reopen(Publisher publisher) {
        if (!over && failed < MANY_FAILURES) {
            publisher.open(options.endpoint().publishPort());
        }
    }

    /** Publishes at the given rate; what cannot be sent in time waits, and its time counts. */
    void atRate(long start) {
        double step = 1e9 / options.pace().rate();
        long total = Math.round(options.pace().rate() * options.pace().seconds());
        for (long k = 0; k < total; k++) {
            long due = start + (long) (k * step);
            while (System.nanoTime() < due) {
                loop.turn(due);
            }
            int topic = (int) (k % topics.size());
            // Always by the same publisher: else the events of a topic would have no order.
            publishers.get(topic % publishers.size()).publish(topics.get(topic), due);
        }
    }

    /** Publishes as fast as it is answered, as far as the window lets it. */
    void inClosedLoop(long end) {
        closedLoop = true;
        while (System.nanoTime() < end) {
            publishers.forEach(this::free);
            loop.turn(Math.min(end, System.nanoTime() + PAUSE));
        }
        closedLoop = false;
    }

    /** A publisher has nothing to do. */
    void free(Publisher publisher) {
        if (closedLoop && publisher.isIdle() && isWindowOpen()) {
            publisher.publish(topics.get(turn++ % topics.size()), System.nanoTime());
        }
    }

    private boolean isWindowOpen() {
        int window = options.pace().window();
        long listeners = topics.get(0).listeners();
        return window == 0 || deliveries.lost() < window * Math.max(listeners, 1);
    }

    boolean areIdle() {
        return publishers.stream().allMatch(Publisher::isIdle);
    }

    long backlog() {
        return publishers.stream().mapToLong(Publisher::backlog).sum();
    }

    long sent() {
        return sent;
    }

    long taken() {
        return taken;
    }

    long failed() {
        return failed;
    }

    int lastFailure() {
        return lastFailure;
    }

    void close() {
        over = true;
        publishers.forEach(Connection::close);
    }
}
