// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import dev.pushkit.it.client.SequencePublisher;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Publishes rising numbers, a batch at every tick, until so many are out or it is closed. Thread-safe. */
final class Publication implements Closeable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger published = new AtomicInteger();
    private final SequencePublisher publisher;
    private final int end;
    private final ScheduledFuture<?> ticks;

    private Publication(URI push, String root, int topics, int end, int batch, Duration period) {
        this.publisher = new SequencePublisher(push, root, topics);
        this.end = end;
        this.ticks = timer.scheduleAtFixedRate(() -> tick(batch), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Spreads numbers evenly over a time. */
    static Publication spread(URI push, String root, int count, Duration time) {
        Duration period = Duration.ofMillis(100);
        int batch = (int) (count * period.toMillis() / time.toMillis()) + 1;
        return new Publication(push, root, 1, count, batch, period);
    }

    /** Publishes ten numbers a second to one topic, without an end. */
    static Publication steady(URI push, String root) {
        return steady(push, root, 1);
    }

    /** Publishes ten numbers a second to each of some topics, in turn, without an end. */
    static Publication steady(URI push, String root, int topics) {
        return new Publication(push, root, topics, Integer.MAX_VALUE, topics, Duration.ofMillis(100));
    }

    /** The first topic below a root, which has all that is published to one. */
    static String topic(String root) {
        return root + "/0";
    }

    private void tick(int batch) {
        int count = Math.min(batch, end - published.get());
        if (count > 0) {
            try {
                publisher.publish(count);
            } catch (IOException e) {
                throw new IllegalStateException("A batch was not published", e);
            }
            published.addAndGet(count);
        }
    }

    int published() {
        return published.get();
    }

    /** Waits until so many more than now are out. */
    void awaitMore(int count) {
        awaitAll(published.get() + count, Duration.ofSeconds(30));
    }

    void awaitAll(int count, Duration patience) {
        Awaitility.await("so many events are published")
                .atMost(patience)
                .until(() -> ticks.isDone() || published.get() >= count);
    }

    /** Ends it; if it has broken off, this fails. */
    @Override
    public void close() {
        ticks.cancel(false);
        timer.shutdown();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new AssertionError("A batch does not end");
            }
            if (!ticks.isCancelled()) {
                ticks.get(0, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The publication broke off", e);
        }
    }
}
