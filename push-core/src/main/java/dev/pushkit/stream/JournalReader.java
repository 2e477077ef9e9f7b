// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a journal up to its end, or to the first record that is not whole. Used by one thread. */
final class JournalReader implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final DataInputStream in;
    private long position;

    JournalReader(Path file) throws IOException {
        // Not a channel: an interrupt would close it.
        InputStream bytes = Files.exists(file) ? new FileInputStream(file.toFile()) : InputStream.nullInputStream();
        in = new DataInputStream(new BufferedInputStream(bytes, BUFFER));
    }

    /** The position after the last record. */
    long position() {
        return position;
    }

    /**
     * The next record.
     *
     * @return none at the end, be it torn or not
     * @throws IOException if it cannot be read, or understood: then nothing is known of the end
     */
    Optional<JournalRecord> next() throws IOException {
        byte[] frame = in.readNBytes(JournalRecord.FRAME);
        if (frame.length < JournalRecord.FRAME) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(frame).getInt();
        if (length < JournalRecord.SHORTEST_BODY || length > JournalRecord.LONGEST_BODY) {
            return Optional.empty();
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length
                || ByteBuffer.wrap(frame).getInt(Integer.BYTES) != JournalRecord.sum(body, 0, length)) {
            return Optional.empty();
        }
        position += JournalRecord.FRAME + length;
        return Optional.of(JournalRecord.decode(body));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
