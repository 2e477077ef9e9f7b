// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.client.SwarmListener;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at every byte for events that are not the connection's own: each event carries its subscriber's name as
 * {@code <<name>>}.
 */
final class OwnEvents implements SwarmListener {
    private static final Pattern NAME = Pattern.compile("<<([^<>]*)>>");
    private static final int LONGEST_NAME = 40;

    private final IntFunction<String> names;
    // The swarm's thread alone: the end of what was read, where a name may be cut in two.
    private final Map<SwarmConnection, String> rests = new ConcurrentHashMap<>();
    private final AtomicLong own = new AtomicLong();
    private final Queue<String> foreign = new ConcurrentLinkedQueue<>();

    OwnEvents(IntFunction<String> names) {
        this.names = names;
    }

    @Override
    public void received(SwarmConnection connection, byte[] bytes, int length) {
        String text = rests.getOrDefault(connection, "") + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = NAME.matcher(text);
        int read = 0;
        while (matcher.find()) {
            read = matcher.end();
            if (matcher.group(1).equals(names.apply(connection.index()))) {
                own.incrementAndGet();
            } else {
                foreign.add(matcher.group(1) + " at " + names.apply(connection.index()));
            }
        }
        rests.put(connection, text.substring(Math.max(read, text.length() - LONGEST_NAME)));
    }

    long own() {
        return own.get();
    }

    Queue<String> foreign() {
        return foreign;
    }
}
