// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bounded log of one topic, and who follows it.
 *
 * <p>All state is guarded by this; nothing blocks and no user code runs under the lock. Lock order: registry, feed, log.
 */
final class TopicLog {
    /**
     * All events of the log behind a place, as somebody read them: who keeps pace with the log reads the same.
     *
     * @param after the offset of the event before them
     * @param first the offset of the first
     * @param last the offset of the last, which was the log's newest
     */
    private record Newest(long after, long first, long last, Reading reading) {}

    private static final SerialTask[] NOBODY = new SerialTask[0];
    private static final int FEW = 4;

    private final Topic topic;
    private final Retention retention;
    private StoredEvent[] ring = new StoredEvent[4];
    private int first;
    private int size;
    private long bytes;
    private long evictedUpTo;
    // Written under the lock, read without: tells a feed that there is nothing new here.
    private volatile long lastOffset;
    // Written under the lock, read without; nothing here is of use any more once there is a newer event.
    private volatile Newest newest;
    private final Set<SerialTask> followers = new LinkedHashSet<>();
    private SerialTask[] snapshot = NOBODY;
    private boolean snapshotIsOld;
    private final AtomicBoolean wakePending = new AtomicBoolean();

    TopicLog(Topic topic, Retention retention, long evictedUpTo) {
        this.topic = topic;
        this.retention = retention;
        this.evictedUpTo = evictedUpTo;
        this.lastOffset = evictedUpTo;
    }

    Topic topic() {
        return topic;
    }

    long lastOffset() {
        return lastOffset;
    }

    synchronized long evictedUpTo() {
        return evictedUpTo;
    }

    synchronized int size() {
        return size;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized void append(StoredEvent event) {
        if (size == ring.length) {
            grow();
        }
        ring[(first + size) & (ring.length - 1)] = event;
        size++;
        bytes += event.size();
        while (size > 1 && (size > retention.events() || bytes > retention.bytes())) {
            evictOldest();
        }
        lastOffset = event.offset();
    }

    synchronized void evictOlderThan(Instant now) {
        Instant oldest = now.minus(retention.age());
        while (size > 0 && ring[first].time().isBefore(oldest)) {
            evictOldest();
        }
    }

    /** The offset of the first event after a place, or {@code Long.MAX_VALUE} where none is kept. */
    synchronized long firstAfter(long after) {
        int index = indexAfter(after);
        return index == size ? Long.MAX_VALUE : at(index).offset();
    }

    /** The newest event alone becomes what a reader at the place has before it: returns the place before that event. */
    synchronized long beforeNewest() {
        return size == 0 ? evictedUpTo : at(size - 1).offset() - 1;
    }

    /**
     * Adds the events in (after, upTo] to a list, at most so many.
     *
     * @return the last offset up to which the list is whole: {@code upTo} unless there is more
     */
    synchronized long read(long after, long upTo, int events, long maxBytes, List<StoredEvent> into) {
        long budget = maxBytes;
        int taken = 0;
        for (int i = indexAfter(after); i < size; i++) {
            StoredEvent event = at(i);
            if (event.offset() > upTo) {
                break;
            }
            budget -= event.size();
            if (taken == events || (budget < 0 && taken > 0)) {
                return at(i - 1).offset();
            }
            into.add(event);
            taken++;
        }
        return upTo;
    }

    /** What {@link #read} would find, where somebody has just read the very same; or null. Takes no lock. */
    Reading newest(long after, long upTo) {
        Newest known = newest;
        // Looked at after the place that is visible: no event up to there comes any more.
        boolean same = known != null
                && known.after <= after
                && after < known.first
                && known.last <= upTo
                && known.last == lastOffset;
        return same ? known.reading : null;
    }

    /** Keeps for others what was read behind a place, if it is all that there is. */
    synchronized void keepNewest(long after, List<StoredEvent> read) {
        if (followers.size() < 2 || read.isEmpty() || read.get(read.size() - 1).offset() != lastOffset) {
            return;
        }
        // They may have been evicted meanwhile.
        int first = size - read.size();
        if (first < 0) {
            return;
        }
        long before = first == 0 ? evictedUpTo : at(first - 1).offset();
        if (before <= after) {
            newest = new Newest(
                    before, read.get(0).offset(), lastOffset, new Reading(List.copyOf(read), false, true, false));
        }
    }

    synchronized void follow(SerialTask follower) {
        snapshotIsOld |= followers.add(follower);
    }

    synchronized void unfollow(SerialTask follower) {
        if (followers.remove(follower)) {
            // A quiet topic must not hold on to who left it.
            snapshot = NOBODY;
            snapshotIsOld = true;
        }
    }

    synchronized int followerCount() {
        return followers.size();
    }

    /** Has the followers drained by workers; many wakes before that count as one. */
    void wake(Workers workers) {
        // Who follows from now on looks by itself: what is told here can be read already.
        if (followerCount() > 0 && wakePending.compareAndSet(false, true)) {
            workers.submit(new Wake(workers));
        }
    }

    private final class Wake implements Workers.Task {
        private final Workers workers;

        Wake(Workers workers) {
            this.workers = workers;
        }

        @Override
        public void run(Workers.Worker worker) {
            wakePending.set(false);
            SerialTask[] all = followers();
            if (all.length > 0) {
                Dispatch.start(all, workers, worker);
            }
        }

        @Override
        public boolean isBrief() {
            return isBriefToDrain();
        }
    }

    private boolean isBriefToDrain() {
        if (followerCount() > FEW) {
            return false;
        }
        // Not under the lock: outlets are asked.
        for (SerialTask follower : followers()) {
            if (!follower.isBrief()) {
                return false;
            }
        }
        return true;
    }

    private synchronized SerialTask[] followers() {
        if (snapshotIsOld) {
            snapshot = followers.toArray(NOBODY);
            snapshotIsOld = false;
        }
        return snapshot;
    }

    private int indexAfter(long after) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).offset() <= after) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private StoredEvent at(int index) {
        return ring[(first + index) & (ring.length - 1)];
    }

    private void evictOldest() {
        StoredEvent oldest = ring[first];
        ring[first] = null;
        first = (first + 1) & (ring.length - 1);
        size--;
        bytes -= oldest.size();
        evictedUpTo = oldest.offset();
        newest = null;
    }

    private void grow() {
        StoredEvent[] larger = new StoredEvent[ring.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = at(i);
        }
        ring = larger;
        first = 0;
    }
}
