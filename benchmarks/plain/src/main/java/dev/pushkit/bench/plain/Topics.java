// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who listens to which topic. Thread-safe.
 *
 * @param <S> a subscriber
 */
final class Topics<S> {
    private final Map<String, Queue<S>> subscribers = new ConcurrentHashMap<>();

    void add(String topic, S subscriber) {
        subscribers
                .computeIfAbsent(topic, name -> new ConcurrentLinkedQueue<>())
                .add(subscriber);
    }

    void remove(String topic, S subscriber) {
        of(topic).remove(subscriber);
    }

    Queue<S> of(String topic) {
        return subscribers.getOrDefault(topic, new ConcurrentLinkedQueue<>());
    }
}
