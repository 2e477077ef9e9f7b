// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Finds a log in its folder, and cuts off the end of it that is torn.
 *
 * <p>The journal counts up to its first record that is not whole, that does not follow the one before, or whose bytes
 * are not those that were written. Only bytes that were not known to be on the disk are read for that. Where bytes are
 * missing that were, the stream is damaged, not torn, and nothing is changed.
 */
final class Recovery {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");

    private final FileStore store;
    private final StreamFolder folder;
    private final StreamHeader header;
    private final StreamState state;
    private final SegmentFiles segments;
    private final long forced;

    private Recovery(FileStore store, StreamFolder folder) throws IOException {
        this.store = store;
        this.folder = folder;
        header = HeaderFile.read(folder.header());
        if (!header.id().equals(folder.id())) {
            throw new IOException("Its header is that of " + header.id() + ".");
        }
        state = new StreamState(header.start());
        segments = new SegmentFiles(folder, store.files(), store.sizes().segment(), header.start());
        segments.find();
        forced = Math.max(lastForced(), segments.lastStart());
    }

    /**
     * Finds the log.
     *
     * @throws IOException if the stream is damaged, or cannot be read
     */
    static FileLog of(FileStore store, StreamFolder folder) throws IOException {
        return new Recovery(store, folder).log();
    }

    private long lastForced() throws IOException {
        long last = header.start();
        try (JournalReader reader = new JournalReader(folder.journal())) {
            Optional<JournalRecord> record = reader.next();
            while (record.isPresent()) {
                last = Math.max(last, record.get().forced());
                record = reader.next();
            }
        }
        return last;
    }

    private FileLog log() throws IOException {
        long length = readJournal();
        if (state.tail() < forced) {
            throw new IOException("Its journal ends at " + state.tail() + ", but it had got to " + forced + ".");
        }
        Files.deleteIfExists(folder.newJournal());
        if (Files.notExists(folder.journal())) {
            Files.write(folder.journal(), new byte[0]);
        }
        Journal journal = new Journal(folder, store.files(), store.sizes().journal(), Files.size(folder.journal()));
        cut(journal, length);
        // The store forces the names of folders itself, once for all.
        return store.wasSafe()
                ? new FileLog(store, folder, header, state, segments, journal, state.tail(), Unforced.NOTHING)
                : new FileLog(store, folder, header, state, segments, journal, forced, Unforced.NAMES);
    }

    private long readJournal() throws IOException {
        long length = 0;
        boolean half = false;
        try (JournalReader reader = new JournalReader(folder.journal())) {
            Optional<JournalRecord> record = reader.next();
            while (record.isPresent() && follows(record.get(), length == 0 || half) && isWhole(record.get())) {
                state.apply(record.get().commit());
                length = reader.position();
                half = record.get().kind() == JournalRecord.Kind.SNAPSHOT;
                record = reader.next();
            }
        }
        if (half) {
            throw new IOException("Its journal is damaged.");
        }
        return length;
    }

    private boolean follows(JournalRecord record, boolean first) {
        if (record.kind() == JournalRecord.Kind.APPEND) {
            return record.count() >= 0 && record.start() == state.tail();
        }
        return first;
    }

    private boolean isWhole(JournalRecord record) throws IOException {
        long tail = record.commit().tail();
        if (tail <= forced) {
            if (tail > segments.tail() || !segments.has(record.start(), tail)) {
                throw new IOException("Bytes before " + tail + " are missing.");
            }
            return true;
        }
        return segments.has(record.start(), tail) && segments.sum(record.start(), record.count()) == record.sum();
    }

    private void cut(Journal journal, long length) throws IOException {
        long commits = journal.length() - length;
        long bytes = segments.tail() - state.tail();
        if (commits > 0 || bytes > 0) {
            LOG.log(
                    Level.INFO,
                    () -> "The end of the stream " + header.name() + " was torn: " + bytes + " bytes and " + commits
                            + " of its journal, of no whole append, are cut off (" + folder.path() + ").");
            journal.cut(length);
            segments.cut(state.tail());
        }
    }
}
