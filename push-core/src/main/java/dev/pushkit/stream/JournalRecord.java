// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A commit as the journal keeps it. Immutable, thread-safe.
 *
 * <p>In the file: the length of the body, its CRC-32C, the body.
 *
 * @param kind what it stands for
 * @param commit the commit
 * @param count the bytes that came with it, the last of those below its tail
 * @param sum their CRC-32C, by which a torn append is told
 * @param forced the position below which all bytes were safe on the disk before this was written
 */
record JournalRecord(Kind kind, Commit commit, int count, int sum, long forced) {
    enum Kind {
        /** One append, or change of state. */
        APPEND('a'),
        /** One of the commits that add up to the state at a compaction. */
        SNAPSHOT('s'),
        /** The last of those. */
        SNAPSHOT_END('e');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        static Kind of(int letter) throws IOException {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IOException("Its journal was written by another version.");
        }
    }

    /** The bytes before the body. */
    static final int FRAME = 2 * Integer.BYTES;

    // The numbers; and two texts at their longest.
    static final int SHORTEST_BODY = 26;
    static final int LONGEST_BODY = SHORTEST_BODY + 2 * Long.BYTES + 2 * (2 + 0xffff);

    private static final int CLOSED = 1;
    private static final int DELETED = 2;
    private static final int PRODUCER = 4;
    private static final int SEQUENCE = 8;

    static JournalRecord append(Commit commit, Slice bytes, long forced) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.array(), bytes.offset(), bytes.length());
        return new JournalRecord(Kind.APPEND, commit, bytes.length(), (int) sum.getValue(), forced);
    }

    /** The position of the first byte that came with it. */
    long start() {
        return commit.tail() - count;
    }

    byte[] encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0); // the frame, filled in below
        out.writeByte(kind.letter);
        out.writeByte((commit.closed() ? CLOSED : 0)
                | (commit.deleted() ? DELETED : 0)
                | (commit.producer().isPresent() ? PRODUCER : 0)
                | (commit.sequence().isPresent() ? SEQUENCE : 0));
        out.writeLong(commit.tail());
        out.writeInt(count);
        out.writeInt(sum);
        out.writeLong(forced);
        if (commit.producer().isPresent()) {
            ProducerMark mark = commit.producer().get();
            out.writeUTF(mark.id());
            out.writeLong(mark.epoch());
            out.writeLong(mark.sequence());
        }
        if (commit.sequence().isPresent()) {
            out.writeUTF(commit.sequence().get());
        }
        byte[] record = bytes.toByteArray();
        int length = record.length - FRAME;
        ByteBuffer.wrap(record).putInt(length).putInt(sum(record, FRAME, length));
        return record;
    }

    /** Reads a body whose sum is right: what cannot be understood was written by another version. */
    static JournalRecord decode(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        Kind kind = Kind.of(in.readUnsignedByte());
        int flags = in.readUnsignedByte();
        long tail = in.readLong();
        int count = in.readInt();
        int sum = in.readInt();
        long forced = in.readLong();
        Optional<ProducerMark> producer = (flags & PRODUCER) == 0
                ? Optional.empty()
                : Optional.of(new ProducerMark(in.readUTF(), in.readLong(), in.readLong()));
        Optional<String> sequence = (flags & SEQUENCE) == 0 ? Optional.empty() : Optional.of(in.readUTF());
        Commit commit = new Commit(tail, (flags & CLOSED) != 0, (flags & DELETED) != 0, producer, sequence);
        return new JournalRecord(kind, commit, count, sum, forced);
    }

    static int sum(byte[] bytes, int offset, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, offset, length);
        return (int) sum.getValue();
    }
}
