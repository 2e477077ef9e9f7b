// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file of a stream's commits. Guarded by its log. */
final class Journal {
    // Far above what is needed, so that it is seldom rewritten.
    private static final int WASTE = 4;

    private final StreamFolder folder;
    private final OpenFiles files;
    private final long compactFrom;
    private long length;
    // The length from which on it is rewritten; raised by what a compaction leaves, or when one fails.
    private long compactAt;

    Journal(StreamFolder folder, OpenFiles files, long compactFrom, long length) {
        this.folder = folder;
        this.files = files;
        this.compactFrom = compactFrom;
        this.compactAt = compactFrom;
        this.length = length;
    }

    long length() {
        return length;
    }

    void append(byte[] record) throws IOException {
        files.use(folder.journal(), channel -> ChannelBytes.write(channel, ByteBuffer.wrap(record), length));
        length += record.length;
    }

    /** Forgets what lies behind a length. */
    void cut(long to) throws IOException {
        length = to;
        files.use(folder.journal(), channel -> channel.truncate(to));
    }

    void force() throws IOException {
        files.force(folder.journal());
    }

    boolean isLong() {
        return length > compactAt;
    }

    /**
     * Replaces what it holds by fewer commits that add up to the same; their bytes are safe on the disk.
     *
     * @return the bytes saved
     */
    long compact(List<Commit> commits) throws IOException {
        Path file = folder.newJournal();
        long before = length;
        // If this fails, much more has to come before it is tried again.
        compactAt = WASTE * length;
        long after = 0;
        try (FileOutputStream out = new FileOutputStream(file.toFile());
                OutputStream buffered = new BufferedOutputStream(out, 64 << 10)) {
            for (int i = 0; i < commits.size(); i++) {
                JournalRecord.Kind kind =
                        i == commits.size() - 1 ? JournalRecord.Kind.SNAPSHOT_END : JournalRecord.Kind.SNAPSHOT;
                Commit commit = commits.get(i);
                byte[] record = new JournalRecord(kind, commit, 0, 0, commit.tail()).encode();
                buffered.write(record);
                after += record.length;
            }
            buffered.flush();
            out.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        files.forget(folder.journal());
        Files.move(file, folder.journal(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        length = after;
        compactAt = Math.max(compactFrom, WASTE * length);
        return before - after;
    }
}
