// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes streams of the logs that a store has kept, each fork after its source. For one thread. */
final class Revival {
    private final BiFunction<StreamLog, Optional<ByteStream>, ByteStream> making;
    private final Map<String, StreamLog> logs = new HashMap<>();
    private final Map<String, ByteStream> made = new HashMap<>();

    /**
     * Prepares it.
     *
     * @param making makes a stream of its log and its source
     */
    Revival(BiFunction<StreamLog, Optional<ByteStream>, ByteStream> making) {
        this.making = making;
    }

    List<ByteStream> of(List<StreamLog> kept) {
        kept.forEach(log -> logs.put(log.header().id(), log));
        return kept.stream().map(this::revive).toList();
    }

    private ByteStream revive(StreamLog log) {
        ByteStream known = made.get(log.header().id());
        if (known != null) {
            return known;
        }
        Optional<ByteStream> source = log.header()
                .fork()
                .flatMap(fork -> Optional.ofNullable(logs.get(fork.sourceId())))
                .map(this::revive);
        source.ifPresent(before -> before.forks().incrementAndGet());
        ByteStream stream = making.apply(log, source);
        made.put(stream.id(), stream);
        return stream;
    }
}
