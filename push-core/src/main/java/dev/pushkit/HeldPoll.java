// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A poll that waits for its first event. One thread at a time looks; the answer is given once. */
final class HeldPoll extends SerialTask implements Link {
    // Set once.
    private final HubParts hub;
    private final Subscription subscription;
    private final int limit;
    private final Feed feed;
    private final CompletableFuture<Batch> answer = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    // Set before the first run.
    private Resume resume;
    private Ticker.Scheduled endOfHold = () -> {};
    // Anybody sets, the look obeys.
    private volatile boolean over;

    HeldPoll(HubParts hub, Subscription subscription, int limit) {
        super(hub.workers());
        this.hub = hub;
        this.subscription = subscription;
        this.limit = limit;
        this.feed = new Feed(this, Overflow.GAP);
    }

    CompletableFuture<Batch> start(Duration hold) {
        resume = hub.registry().open(feed, subscription.patterns(), subscription.since());
        endOfHold = hub.ticker().schedule(hold, () -> close(CloseReason.CLIENT));
        CompletableFuture<Batch> unused = answer.whenComplete((batch, failure) -> end(CloseReason.CLIENT));
        runFirst();
        return answer;
    }

    @Override
    public Subscription subscription() {
        return subscription;
    }

    @Override
    public void close(CloseReason reason) {
        over = true;
        runLater();
    }

    @Override
    void step() {
        if (answer.isDone()) {
            return;
        }
        boolean last = over;
        Batch batch = read(hub, subscription, feed, resume, limit);
        // A gap is told at once: never a silent part.
        if (last || !batch.events().isEmpty() || batch.resumed() == Resumed.GAP) {
            answer.complete(batch);
        }
    }

    @Override
    void failed(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void end(CloseReason reason) {
        if (ended.compareAndSet(false, true)) {
            endOfHold.cancel();
            hub.registry().close(feed);
            hub.connections().remove(this);
            hub.connections().finished();
            if (!answer.isDone()) {
                answer.cancel(false);
            }
        }
    }

    /** Reads a feed once, as the answer to a poll. */
    static Batch read(HubParts hub, Subscription subscription, Feed feed, Resume resume, int limit) {
        Reading reading;
        do {
            hub.gate().decide(feed, subscription.identity());
            reading = feed.read(hub.registry().visible(), limit, hub.settings().count(Setting.BATCH_BYTES));
        } while (reading.isUndecided());
        boolean gap = resume.resumed() == Resumed.GAP || reading.lost();
        Optional<GapReason> reason =
                resume.reason().isPresent() || !gap ? resume.reason() : Optional.of(GapReason.EVICTED);
        Batch batch = new Batch(
                hub.registry().cursorAt(feed.cursor()), gap ? Resumed.GAP : resume.resumed(), reason, reading.events());
        if (gap) {
            hub.counters().gap(subscription, reason.orElseThrow());
        }
        if (!batch.events().isEmpty()) {
            hub.counters().delivered(subscription, batch.events().size());
        }
        return batch;
    }
}
