// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the commits of a stream add up to. Not thread-safe: guarded by the stream's lock. */
final class StreamState {
    // Those that wrote least recently are forgotten first.
    private static final int MOST_PRODUCERS = 10_000;

    private final Map<String, ProducerMark> producers = new LinkedHashMap<>(16, 0.75f, true);
    private long tail;
    private boolean closed;
    private boolean deleted;
    private Optional<String> sequence = Optional.empty();
    private Optional<ProducerMark> closedBy = Optional.empty();

    /** The state of a stream without own bytes, whose first own byte has a position. */
    StreamState(long start) {
        tail = start;
    }

    void apply(Commit commit) {
        tail = commit.tail();
        deleted = commit.deleted();
        commit.producer().ifPresent(this::remember);
        if (commit.sequence().isPresent()) {
            sequence = commit.sequence();
        }
        if (commit.closed() && !closed) {
            closedBy = commit.producer();
        }
        closed = commit.closed();
    }

    /** The fewest commits that add up to the same. */
    List<Commit> commits() {
        List<Commit> commits = new ArrayList<>();
        for (ProducerMark mark : producers.values()) {
            commits.add(new Commit(tail, false, deleted, Optional.of(mark), Optional.empty()));
        }
        commits.add(new Commit(tail, closed, deleted, closedBy, sequence));
        return commits;
    }

    long tail() {
        return tail;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isDeleted() {
        return deleted;
    }

    Optional<String> sequence() {
        return sequence;
    }

    Optional<ProducerMark> closedBy() {
        return closedBy;
    }

    /** The last append of a producer. */
    Optional<ProducerMark> last(String producer) {
        return Optional.ofNullable(producers.get(producer));
    }

    private void remember(ProducerMark mark) {
        producers.put(mark.id(), mark);
        if (producers.size() > MOST_PRODUCERS) {
            producers.remove(producers.keySet().iterator().next());
        }
    }
}
