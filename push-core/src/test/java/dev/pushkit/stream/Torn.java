// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log of some appends of all kinds, and what it was after each of them. */
final class Torn implements AutoCloseable {
    static final String ID = "a1";
    private static final List<String> PRODUCERS = List.of("p", "a longer one");

    private final FileStore store;
    private final StreamLog log;
    final List<String> prefixes = new ArrayList<>();
    // The position after each append, in the stream and in its journal.
    final List<Long> tails = new ArrayList<>();
    final List<Integer> lengths = new ArrayList<>();
    private final Path folder;

    Torn(Path folder, DiskSizes sizes) throws IOException {
        this.folder = folder;
        store = FileStore.open(folder, FsyncPolicy.NEVER, 0, sizes);
        log = store.create(LogBytes.header(ID));
        note();
    }

    Path stream() {
        return folder.resolve(ID);
    }

    Torn append(int count, Optional<ProducerMark> producer, Optional<String> sequence, boolean close)
            throws IOException {
        byte[] bytes = LogBytes.random(count, prefixes.size());
        LogBytes.keep(log, bytes, new Commit(log.state().tail() + count, close, false, producer, sequence));
        note();
        return this;
    }

    private void note() throws IOException {
        prefixes.add(describe(log));
        tails.add(log.state().tail());
        lengths.add(FolderImage.of(stream()).size("journal"));
    }

    /** The index of the last prefix that is there after all whose bytes, or records, end at most there. */
    static <N extends Number> int last(List<N> ends, long end) {
        int last = -1;
        for (int i = 0; i < ends.size() && ends.get(i).longValue() <= end; i++) {
            last = i;
        }
        return last;
    }

    static String describe(StreamLog log) throws IOException {
        StreamState state = log.state();
        Map<String, String> producers = new HashMap<>();
        for (String producer : PRODUCERS) {
            producers.put(producer, String.valueOf(state.last(producer)));
        }
        return state.tail() + " " + Arrays.hashCode(LogBytes.readAll(log)) + " " + state.isClosed() + state.isDeleted()
                + state.sequence() + state.closedBy() + producers;
    }

    /** Some appends with and without producers, sequences and bytes; then it is closed. */
    static Torn some(Path folder, DiskSizes sizes, int count) throws IOException {
        Torn torn = new Torn(folder, sizes);
        for (int i = 0; i < count; i++) {
            Optional<ProducerMark> mark =
                    i % 3 == 0 ? Optional.empty() : Optional.of(new ProducerMark(PRODUCERS.get(i % 2), i / 4, i));
            torn.append(
                    i % 5 == 3 ? 0 : 3 + 7 * i % 11,
                    mark,
                    Optional.of("s" + i).filter(s -> s.length() % 2 == 0),
                    false);
        }
        return torn.append(5, Optional.of(new ProducerMark("p", 9, 0)), Optional.empty(), true);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
