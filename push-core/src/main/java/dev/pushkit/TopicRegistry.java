// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The topics of a hub, and which feeds follow them.
 *
 * <p>All state is guarded by this, so that a subscription joins at one exact place in the order. A topic that is
 * dropped leaves its mark in one hub-wide mark: a false gap is possible then, a silent loss is not.
 */
final class TopicRegistry {
    // What a sweep may look at under the lock: feeds times topics.
    private static final int LOOKS_A_SWEEP = 100_000;

    private final Retention retention;
    private final String epoch;
    private final Map<String, TopicLog> logs = new LinkedHashMap<>();
    private final Set<Feed> wildFeeds = new LinkedHashSet<>();
    private final Set<TopicLog> written = new HashSet<>();
    private long droppedUpTo;
    // Written under the lock, read by every pump: all events up to here are in their logs.
    private volatile long visible;

    TopicRegistry(Retention retention, String epoch) {
        this.retention = retention;
        this.epoch = epoch;
    }

    long visible() {
        return visible;
    }

    Cursor cursorAt(long offset) {
        return new Cursor(epoch, offset);
    }

    /** Tells whether events would bring in no more new topics than there may be. */
    synchronized boolean hasRoom(List<Event> events, int most) {
        Set<String> fresh = Set.of();
        for (Event event : events) {
            String name = event.topic().name();
            if (!written.contains(logs.get(name))) {
                fresh = fresh.isEmpty() ? new HashSet<>() : fresh;
                fresh.add(name);
            }
        }
        return fresh.isEmpty() || written.size() + fresh.size() <= most;
    }

    /** Puts events into their logs and makes them visible; returns the logs to wake. */
    synchronized Set<TopicLog> append(List<StoredEvent> events) {
        Set<TopicLog> touched = new LinkedHashSet<>();
        for (StoredEvent event : events) {
            TopicLog log = log(event.event().topic());
            if (written.add(log)) {
                followByPattern(log);
            }
            log.append(event);
            touched.add(log);
        }
        if (!events.isEmpty()) {
            visible = events.get(events.size() - 1).offset();
        }
        return touched;
    }

    /** Starts a feed at a cursor and attaches it to its logs. */
    synchronized Resume open(Feed feed, List<TopicPattern> patterns, Cursor since) {
        Set<TopicLog> matching = matching(patterns, true);
        Resume resume = resume(matching, patterns, since);
        feed.startAt(resume.start());
        patterns.forEach(feed::add);
        for (TopicLog log : matching) {
            feed.follow(log, losses(log, resume), Long.MAX_VALUE, resume.start());
        }
        register(feed);
        return resume;
    }

    /** Starts a feed that reads once what is there; it creates no topic and is never woken. */
    synchronized Resume glance(Feed feed, List<TopicPattern> patterns, Cursor since) {
        Set<TopicLog> matching = matching(patterns, false);
        Resume resume = resume(matching, patterns, since);
        feed.startAt(resume.start());
        patterns.forEach(feed::add);
        matching.forEach(log -> feed.follow(log, losses(log, resume), Long.MAX_VALUE, resume.start()));
        return resume;
    }

    /**
     * Adds patterns to a running feed; what they replay up to the feed's place goes into a side feed.
     *
     * @return how the replay starts
     */
    synchronized Resume join(Feed feed, Feed side, List<TopicPattern> patterns, Cursor since) {
        Set<TopicLog> matching = matching(patterns, true);
        long place = feed.cursor();
        Resume resume = resume(matching, patterns, since);
        boolean fresh = since.equals(Cursor.LATEST);
        side.startAt(Math.min(resume.start(), place));
        patterns.forEach(side::add);
        patterns.forEach(feed::add);
        for (TopicLog log : matching) {
            Follow known = feed.follow(log);
            long end = known == null ? place : Math.min(place, known.deliveredFrom);
            if (!fresh && resume.start() < end) {
                side.follow(log, losses(log, resume), end, resume.start());
            }
            if (known == null) {
                // From now on, or from the place that the client already has.
                feed.follow(log, Math.max(place, resume.start()), Long.MAX_VALUE, resume.start());
            } else {
                known.deliveredFrom = Math.min(known.deliveredFrom, resume.start());
            }
        }
        register(feed);
        return fresh ? Resume.fresh(place) : resume;
    }

    synchronized void leave(Feed feed, List<TopicPattern> patterns) {
        forgetUnwritten(feed.remove(patterns));
        if (!feed.isWild()) {
            wildFeeds.remove(feed);
        }
    }

    synchronized void close(Feed feed) {
        wildFeeds.remove(feed);
        forgetUnwritten(feed.close());
    }

    /** Evicts what is too old and drops topics that are empty. */
    synchronized void sweep(Instant now) {
        int most = Math.max(1, LOOKS_A_SWEEP / (1 + wildFeeds.size()));
        List<TopicLog> empty = new ArrayList<>();
        for (TopicLog log : logs.values()) {
            log.evictOlderThan(now);
            if (log.size() == 0 && empty.size() < most) {
                empty.add(log);
            }
        }
        for (TopicLog log : empty) {
            // Who stays goes to the end of the line, so that the next sweep looks at others.
            logs.remove(log.topic().name());
            if (!dropIfUnused(log)) {
                logs.put(log.topic().name(), log);
            }
        }
    }

    synchronized List<TopicLog> all() {
        return List.copyOf(logs.values());
    }

    private boolean dropIfUnused(TopicLog log) {
        List<Feed> past = wildFeeds.stream().filter(feed -> feed.isPast(log)).toList();
        if (past.size() != log.followerCount()) {
            return false;
        }
        past.forEach(feed -> feed.unfollow(log));
        written.remove(log);
        droppedUpTo = Math.max(droppedUpTo, log.evictedUpTo());
        return true;
    }

    // Names that were only asked for cost nothing once nobody asks.
    private void forgetUnwritten(List<TopicLog> left) {
        for (TopicLog log : left) {
            if (!written.contains(log) && log.followerCount() == 0) {
                logs.remove(log.topic().name(), log);
            }
        }
    }

    private void register(Feed feed) {
        if (feed.isWild()) {
            wildFeeds.add(feed);
        }
    }

    private TopicLog log(Topic topic) {
        TopicLog known = logs.get(topic.name());
        if (known != null) {
            return known;
        }
        TopicLog log = new TopicLog(topic, retention, droppedUpTo);
        logs.put(topic.name(), log);
        return log;
    }

    // At the first event: a topic that is only asked for is no business of those who follow by pattern.
    private void followByPattern(TopicLog log) {
        for (Feed feed : wildFeeds) {
            if (feed.follow(log) == null && feed.matches(log.topic())) {
                // A dropped topic of this name had nothing left for this feed: see dropIfUnused.
                feed.follow(log, droppedUpTo, Long.MAX_VALUE, droppedUpTo);
            }
        }
    }

    private Set<TopicLog> matching(List<TopicPattern> patterns, boolean create) {
        if (create && patterns.size() == 1 && !patterns.get(0).isWild()) {
            return Set.of(log(Topic.of(patterns.get(0).text())));
        }
        Set<TopicLog> matching = new LinkedHashSet<>();
        for (TopicPattern pattern : patterns) {
            if (pattern.isWild()) {
                written.stream().filter(log -> pattern.matches(log.topic())).forEach(matching::add);
            } else if (create) {
                matching.add(log(Topic.of(pattern.text())));
            } else if (logs.containsKey(pattern.text())) {
                matching.add(logs.get(pattern.text()));
            }
        }
        return matching;
    }

    private Resume resume(Set<TopicLog> matching, List<TopicPattern> patterns, Cursor since) {
        if (since.equals(Cursor.LATEST)) {
            return Resume.fresh(visible);
        }
        if (since.equals(Cursor.EARLIEST)) {
            return Resume.fresh(beforeFirst(matching, 0));
        }
        if (!since.epoch().equals(epoch) || since.offset() > visible) {
            return Resume.gap(beforeFirst(matching, 0), GapReason.EPOCH);
        }
        long mark = matching.stream().mapToLong(TopicLog::evictedUpTo).max().orElse(0);
        if (patterns.stream().anyMatch(pattern -> pattern.isWild() || !logs.containsKey(pattern.text()))) {
            mark = Math.max(mark, droppedUpTo);
        }
        return mark <= since.offset()
                ? Resume.complete(since.offset())
                : Resume.gap(beforeFirst(matching, since.offset()), GapReason.EVICTED);
    }

    private long beforeFirst(Set<TopicLog> matching, long after) {
        long first =
                matching.stream().mapToLong(log -> log.firstAfter(after)).min().orElse(Long.MAX_VALUE);
        return first == Long.MAX_VALUE ? visible : first - 1;
    }

    // What was evicted before a fresh start or a told gap is no further loss.
    private static long losses(TopicLog log, Resume resume) {
        return resume.resumed() == Resumed.COMPLETE ? 0 : log.evictedUpTo();
    }
}
