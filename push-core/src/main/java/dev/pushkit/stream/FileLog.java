// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;

/**
 * A log on disk: its bytes in segments, its commits in a journal. An append is whole once its journal record is, and the
 * bytes have the sum that stands there: so both are written and forced in whatever order, and recovery tells.
 *
 * <p>All state is guarded by this, but for what readers use: the segments, and whether it is removed.
 */
final class FileLog implements StreamLog {
    private final FileStore store;
    private final StreamFolder folder;
    private final StreamHeader header;
    // Guarded by the stream's lock, which whoever appends holds.
    private final StreamState state;
    private final SegmentFiles segments;
    private final Journal journal;
    // The position below which all bytes are safe on the disk.
    private long forced;
    private Unforced unforced;
    // Why nothing more can be kept, if so.
    private IOException broken;
    // Written by whoever removes it.
    private volatile boolean removed;

    FileLog(
            FileStore store,
            StreamFolder folder,
            StreamHeader header,
            StreamState state,
            SegmentFiles segments,
            Journal journal,
            long forced,
            Unforced unforced) {
        this.store = store;
        this.folder = folder;
        this.header = header;
        this.state = state;
        this.segments = segments;
        this.journal = journal;
        this.forced = forced;
        this.unforced = unforced;
    }

    @Override
    public StreamHeader header() {
        return header;
    }

    @Override
    public StreamState state() {
        return state;
    }

    @Override
    public synchronized void append(Slice bytes, Commit commit, boolean durable) throws IOException {
        checkUsable();
        if (commit.tail() - bytes.length() != segments.tail()) {
            throw new IllegalArgumentException(
                    "The log ends at " + segments.tail() + ", the append at " + commit.tail());
        }
        try {
            compactIfLong();
            if (bytes.length() > 0 && segments.isFull()) {
                beginSegment();
            }
            keep(bytes, JournalRecord.append(commit, bytes, forced).encode(), durable);
        } catch (IOException e) {
            throw FullDisk.named(e, folder.path());
        }
    }

    private void beginSegment() throws IOException {
        // So that no other than the last can be torn.
        force();
        segments.begin();
        unforced = Unforced.NAMES;
    }

    private void keep(Slice bytes, byte[] record, boolean durable) throws IOException {
        long tail = segments.tail();
        long length = journal.length();
        long room = (long) bytes.length() + record.length;
        if (bytes.length() > 0) {
            store.take(room);
        } else {
            // What only changes the state has room: closing a stream must not fail for the bytes of others.
            store.give(-room);
        }
        try {
            unforced = unforced.and(Unforced.CONTENT);
            if (bytes.length() > 0) {
                segments.append(bytes);
            }
            journal.append(record);
            if (durable && store.policy() == FsyncPolicy.ALWAYS) {
                force();
            } else {
                store.unforced(this);
            }
        } catch (IOException | RuntimeException | Error e) {
            store.give(room);
            cutBack(tail, length, e);
            throw e;
        }
    }

    private void cutBack(long tail, long length, Throwable cause) {
        boolean cut = false;
        try {
            // Without its record there is no append, whatever becomes of the bytes.
            journal.cut(length);
            segments.cut(tail);
            cut = true;
        } catch (IOException e) {
            cause.addSuppressed(e);
        } finally {
            if (!cut) {
                broken = new IOException("An append failed, and could not be taken back.", cause);
            }
        }
    }

    private void checkUsable() throws IOException {
        if (removed) {
            throw new IOException("The stream was removed.");
        }
        if (broken != null) {
            throw new IOException(
                    "The stream is kept as it is until the server starts again: " + broken.getMessage(), broken);
        }
    }

    private void compactIfLong() throws IOException {
        // The state has to be that of the last append.
        if (!journal.isLong() || state.tail() != segments.tail()) {
            return;
        }
        // Its bytes are not looked at again.
        force();
        try {
            store.give(journal.compact(state.commits()));
            unforced = Unforced.NAMES;
        } catch (IOException e) {
            store.warn("The journal of a stream could not be compacted; it goes on growing", folder, e);
        }
    }

    private void force() throws IOException {
        if (unforced == Unforced.NOTHING) {
            return;
        }
        try {
            segments.force();
            journal.force();
            if (unforced.includes(Unforced.NAMES)) {
                StreamFolder.force(folder.path());
            }
            if (unforced.includes(Unforced.FOLDER)) {
                StreamFolder.force(store.folder());
            }
        } catch (IOException e) {
            // The system may have dropped what it could not write: that it succeeds the next time means nothing.
            broken = e;
            throw e;
        }
        unforced = Unforced.NOTHING;
        forced = segments.tail();
    }

    /** Makes durable what was appended before. */
    synchronized void sync() throws IOException {
        if (!removed && broken == null) {
            force();
        }
    }

    /**
     * Ends all appends.
     *
     * @return whether all of it is safe on the disk
     */
    synchronized boolean close() throws IOException {
        try {
            if (store.policy() != FsyncPolicy.NEVER) {
                sync();
            }
            return unforced == Unforced.NOTHING;
        } finally {
            broken = new IOException("The store of the streams is closed.");
        }
    }

    @Override
    public Slice read(long position, int most, ReadBuffer buffer) throws IOException {
        if (removed) {
            throw new IOException("The stream was removed.");
        }
        return most == 0 ? Slice.EMPTY : segments.read(position, most, buffer);
    }

    @Override
    public synchronized void trim(long position) throws IOException {
        if (!removed) {
            store.checkOpen();
            store.give(segments.trim(position));
        }
    }

    @Override
    public long holeStart() {
        return segments.holeStart();
    }

    @Override
    public long holeEnd() {
        return segments.holeEnd();
    }

    /** The bytes of its files that grow. */
    synchronized long bytes() {
        return segments.bytes() + journal.length();
    }

    @Override
    public synchronized void remove() throws IOException {
        if (removed) {
            return;
        }
        store.checkOpen();
        // Some systems rename no folder whose files are open.
        store.files().forget(folder.path());
        folder.renameTo(folder.removed());
        removed = true;
        store.forget(this);
        // Readers may have opened some meanwhile.
        store.files().forget(folder.path());
        if (store.policy() == FsyncPolicy.ALWAYS) {
            StreamFolder.force(store.folder());
        }
        try {
            folder.removed().delete();
        } catch (IOException e) {
            store.warn("A stream is removed, but some of its files are left until the next start", folder, e);
        }
    }
}
