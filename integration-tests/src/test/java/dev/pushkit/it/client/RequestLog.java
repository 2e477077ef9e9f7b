// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Writes down the requests that a {@link FaultProxy} sees, and leaves the decision to another rule. Thread-safe. */
public final class RequestLog implements RequestRule {

    /**
     * A request and when its head was there.
     *
     * @param nanos as {@link System#nanoTime()} gives them
     * @param head the request
     */
    public record Entry(long nanos, RequestHead head) {}

    private final RequestRule rule;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    /**
     * An empty log.
     *
     * @param rule decides
     */
    public RequestLog(RequestRule rule) {
        this.rule = rule;
    }

    @Override
    public Verdict on(RequestHead request) {
        entries.add(new Entry(System.nanoTime(), request));
        return rule.on(request);
    }

    /**
     * The requests so far.
     *
     * @param wanted which of them
     * @return them, in their order
     */
    public List<Entry> entries(Predicate<RequestHead> wanted) {
        return entries.stream().filter(entry -> wanted.test(entry.head())).toList();
    }

    /** Forgets them all. */
    public void clear() {
        entries.clear();
    }
}
