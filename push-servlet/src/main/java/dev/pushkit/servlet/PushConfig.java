// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Hub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What an application's code decides about the kit. Immutable, thread-safe.
 *
 * @param settings keys such as {@code push.heartbeat} and their values; what operators set counts before them
 * @param additions set an authorizer, interceptors or an observer for the hub, in this order
 */
public record PushConfig(Map<String, String> settings, List<Consumer<Hub.Builder>> additions) {
    private static final PushConfig DEFAULTS = new PushConfig(Map.of(), List.of());

    /**
     * Copies both.
     *
     * @param settings keys such as {@code push.heartbeat} and their values; what operators set counts before them
     * @param additions set an authorizer, interceptors or an observer for the hub, in this order
     */
    public PushConfig {
        settings = Map.copyOf(settings);
        additions = List.copyOf(additions);
    }

    /**
     * Nothing of one's own.
     *
     * @return the empty config
     */
    public static PushConfig defaults() {
        return DEFAULTS;
    }

    /**
     * The same with a setting.
     *
     * @param key the key, such as {@code push.heartbeat}
     * @param value the value, such as {@code 15s}
     * @return a new config
     */
    public PushConfig with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new PushConfig(more, additions);
    }

    /**
     * The same with more for the hub.
     *
     * @param addition sets an authorizer, interceptors or an observer
     * @return a new config
     */
    public PushConfig with(Consumer<Hub.Builder> addition) {
        List<Consumer<Hub.Builder>> more = new ArrayList<>(additions);
        more.add(addition);
        return new PushConfig(settings, more);
    }
}
