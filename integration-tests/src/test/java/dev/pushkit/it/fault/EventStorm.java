// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Publishes to many subscribers' own topics without a pause, each event with its subscriber's name, until closed. */
final class EventStorm implements AutoCloseable {
    private static final int BATCH = 250;

    private final URI push;
    private final int topics;
    private final IntFunction<String> names;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicLong published = new AtomicLong();
    private final Future<Void> result;
    private volatile boolean closed;

    EventStorm(URI push, int topics, IntFunction<String> names) {
        this.push = push;
        this.topics = topics;
        this.names = names;
        this.result = thread.submit(this::run);
    }

    static String topic(String name) {
        return "demo/storm/" + name;
    }

    private Void run() throws IOException {
        while (!closed) {
            for (int from = 0; from < topics && !closed; from += BATCH) {
                publish(from, Math.min(topics, from + BATCH));
            }
        }
        return null;
    }

    private void publish(int from, int to) throws IOException {
        String lines = IntStream.range(from, to)
                .mapToObj(names)
                .map(name -> "{\"topic\":\"" + topic(name) + "\",\"data\":\"<<" + name + ">>\"}")
                .collect(Collectors.joining("\n"));
        try (RawHttp http = RawHttp.connect(push)) {
            RawResponse response =
                    http.send(RawRequest.post(push.getRawPath() + "publish", "application/x-ndjson", lines));
            if (response.status() != 201) {
                throw new IOException("Publishing was answered by " + response.status() + ": " + response.text());
            }
        }
        published.addAndGet(to - from);
    }

    long published() {
        return published.get();
    }

    /** Ends the storm; a failure of it fails the test. */
    @Override
    public void close() {
        closed = true;
        try {
            result.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The storm broke off", e);
        } finally {
            thread.shutdownNow();
        }
    }
}
