// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cursor over the logs of a subscription, read in the hub's one order.
 *
 * <p>All state is guarded by this. Only the follower's own thread reads; the registry adds logs that appear.
 */
final class Feed {
    private final SerialTask follower;
    private final Overflow overflow;
    // Small at first: there is a feed for each connection, and most follow one topic.
    private final List<TopicPattern> patterns = new ArrayList<>(1);
    private final Map<TopicLog, Follow> follows = new LinkedHashMap<>(1);
    // The one follow, where there is just one.
    private Follow only;
    // Empty and without a table while nothing waits for the authorizer.
    private Set<TopicLog> undecided = Set.of();
    private long cursor;
    private boolean closed;

    /** A feed whose follower is woken by its logs, or nobody where the follower is null. */
    Feed(SerialTask follower, Overflow overflow) {
        this.follower = follower;
        this.overflow = overflow;
    }

    synchronized long cursor() {
        return cursor;
    }

    synchronized void startAt(long offset) {
        cursor = offset;
    }

    synchronized boolean hasPatterns() {
        return !patterns.isEmpty();
    }

    synchronized List<TopicPattern> patterns() {
        return List.copyOf(patterns);
    }

    synchronized boolean isWild() {
        return patterns.stream().anyMatch(TopicPattern::isWild);
    }

    synchronized void add(TopicPattern pattern) {
        if (!closed && !patterns.contains(pattern)) {
            patterns.add(pattern);
        }
    }

    synchronized boolean matches(Topic topic) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(topic));
    }

    synchronized Follow follow(TopicLog log) {
        return follows.get(log);
    }

    /** Follows a log; a topic asked for by its own name was authorized with the subscription. */
    synchronized void follow(TopicLog log, long after, long upTo, long deliveredFrom) {
        if (closed) {
            return;
        }
        boolean named = patterns.stream()
                .anyMatch(pattern ->
                        !pattern.isWild() && pattern.text().equals(log.topic().name()));
        Follow.Access access = named ? Follow.Access.ALLOWED : Follow.Access.UNDECIDED;
        if (!named) {
            if (undecided.isEmpty()) {
                undecided = new LinkedHashSet<>();
            }
            undecided.add(log);
        }
        follows.put(log, new Follow(log, after, upTo, deliveredFrom, access));
        only = theOnly();
        if (follower != null) {
            log.follow(follower);
        }
    }

    synchronized void unfollow(TopicLog log) {
        follows.remove(log);
        only = theOnly();
        forgetUndecided(log);
        if (follower != null) {
            log.unfollow(follower);
        }
    }

    /** Follows nothing from now on, whatever is added; returns the logs that it left. */
    synchronized List<TopicLog> close() {
        closed = true;
        List<TopicLog> left = List.copyOf(follows.keySet());
        patterns.clear();
        follows.clear();
        undecided = Set.of();
        only = null;
        if (follower != null) {
            left.forEach(log -> log.unfollow(follower));
        }
        return left;
    }

    /** Takes patterns back; returns the logs that no other pattern asks for. */
    synchronized List<TopicLog> remove(List<TopicPattern> gone) {
        patterns.removeAll(gone);
        List<TopicLog> left = new ArrayList<>();
        for (Iterator<TopicLog> logs = follows.keySet().iterator(); logs.hasNext(); ) {
            TopicLog log = logs.next();
            if (!matches(log.topic())) {
                logs.remove();
                forgetUndecided(log);
                left.add(log);
                if (follower != null) {
                    log.unfollow(follower);
                }
            } else if (gone.stream().anyMatch(pattern -> pattern.matches(log.topic()))) {
                // A replay of what was taken back may have been cut short: it may be asked for anew.
                follows.get(log).deliveredFrom = cursor;
            }
        }
        only = theOnly();
        return left;
    }

    private Follow theOnly() {
        return follows.size() == 1 ? follows.values().iterator().next() : null;
    }

    private boolean forgetUndecided(TopicLog log) {
        if (undecided.isEmpty()) {
            return false;
        }
        boolean forgotten = undecided.remove(log);
        if (undecided.isEmpty()) {
            undecided = Set.of();
        }
        return forgotten;
    }

    /** Whether this feed follows the log by a wildcard alone and has nothing of it left to read or to lose. */
    synchronized boolean isPast(TopicLog log) {
        Follow follow = follows.get(log);
        return follow != null
                && Math.max(cursor, follow.after) >= log.lastOffset()
                && patterns.stream()
                        .noneMatch(pattern -> pattern.text().equals(log.topic().name()));
    }

    /** The logs of which nobody knows yet whether the subscriber may read them. */
    synchronized List<TopicLog> undecided() {
        return List.copyOf(undecided);
    }

    synchronized void decide(TopicLog log, boolean allowed) {
        if (forgetUndecided(log)) {
            follows.get(log).access = allowed ? Follow.Access.ALLOWED : Follow.Access.DENIED;
        }
    }

    /** Reads what lies behind the cursor up to the visible offset, within bounds, and moves the cursor. */
    synchronized Reading read(long visible, int maxEvents, long maxBytes) {
        if (visible <= cursor) {
            return Reading.NOTHING;
        }
        if (!undecided.isEmpty()) {
            return Reading.UNDECIDED;
        }
        if (only != null && maxEvents == Integer.MAX_VALUE) {
            Reading newest = readNewest(visible);
            if (newest != null) {
                return newest;
            }
        }
        long place = cursor;
        List<StoredEvent> events = new ArrayList<>();
        boolean lost = false;
        int sources = 0;
        long whole = visible;
        for (Follow follow : follows.values()) {
            long start = Math.max(cursor, follow.after);
            // What lies behind the place where another log was cut is not read in vain.
            long end = Math.min(whole, follow.upTo);
            if (follow.access != Follow.Access.ALLOWED || follow.log.lastOffset() <= start || start >= end) {
                continue;
            }
            int before = events.size();
            // One hold of the log's lock, or an eviction could slip between the check and the read.
            synchronized (follow.log) {
                if (follow.log.evictedUpTo() > start) {
                    lost = true;
                    follow.after = overflow == Overflow.LATEST && follow.upTo == Long.MAX_VALUE
                            ? follow.log.beforeNewest()
                            : follow.log.evictedUpTo();
                    start = follow.after;
                }
                long readTo = follow.log.read(start, end, maxEvents, maxBytes, events);
                whole = readTo == end ? whole : Math.min(whole, readTo);
            }
            sources += events.size() > before ? 1 : 0;
        }
        if (sources > 1) {
            events.sort(Comparator.comparingLong(StoredEvent::offset));
        }
        Reading reading = cut(events, lost, sources <= 1, whole, visible, maxEvents, maxBytes);
        if (only != null && !reading.lost() && !reading.more()) {
            only.log.keepNewest(Math.max(place, only.after), reading.events());
        }
        return reading;
    }

    // What all who keep pace read alike, or null.
    private Reading readNewest(long visible) {
        if (only.access != Follow.Access.ALLOWED || only.upTo != Long.MAX_VALUE) {
            return null;
        }
        Reading newest = only.log.newest(Math.max(cursor, only.after), visible);
        if (newest != null) {
            cursor = visible;
        }
        return newest;
    }

    private Reading cut(
            List<StoredEvent> events,
            boolean lost,
            boolean single,
            long whole,
            long visible,
            int maxEvents,
            long maxBytes) {
        int keep = 0;
        long budget = maxBytes;
        while (keep < events.size() && keep < maxEvents && events.get(keep).offset() <= whole) {
            budget -= events.get(keep).size();
            if (budget < 0 && keep > 0) {
                break;
            }
            keep++;
        }
        boolean all = keep == events.size();
        // Cut short, the cursor names the last event that was read.
        cursor = all || keep == 0 ? whole : events.get(keep - 1).offset();
        List<StoredEvent> kept = all ? events : events.subList(0, keep);
        return new Reading(kept, lost, single, cursor < visible);
    }
}
