// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A stream's header as a file: written once, with a sum at its end. */
final class HeaderFile {
    private static final int MAGIC = 0x504b5331; // PKS1: the last character is the version of all of a stream's files.
    // Seven texts of 64 KiB, and some numbers.
    private static final int LARGEST = 500 << 10;

    private HeaderFile() {}

    /**
     * Writes it.
     *
     * @return its bytes
     */
    static int write(Path file, StreamHeader header, boolean force) throws IOException {
        byte[] fields = fields(header);
        CRC32C sum = new CRC32C();
        sum.update(fields);
        ByteBuffer bytes =
                ByteBuffer.allocate(fields.length + Integer.BYTES).put(fields).putInt((int) sum.getValue());
        // Not a channel: an interrupt would close it.
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes.array());
            if (force) {
                out.getFD().sync();
            }
        }
        return bytes.capacity();
    }

    private static byte[] fields(StreamHeader header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeUTF(header.id());
        out.writeUTF(header.name());
        out.writeUTF(header.contentType());
        // In the words of ISO 8601, or none.
        out.writeUTF(header.ttl().map(Duration::toString).orElse(""));
        out.writeUTF(header.expiresAt().map(Instant::toString).orElse(""));
        out.writeBoolean(header.fork().isPresent());
        if (header.fork().isPresent()) {
            out.writeUTF(header.fork().get().sourceId());
            out.writeUTF(header.fork().get().sourceName());
            out.writeLong(header.fork().get().position());
        }
        return bytes.toByteArray();
    }

    /** Reads it, or says that it is not whole. */
    static StreamHeader read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("Its header is no header.");
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - Integer.BYTES;
        if (end < Integer.BYTES) {
            throw new IOException("Its header is not whole.");
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, end);
        if (ByteBuffer.wrap(bytes).getInt(end) != (int) sum.getValue()) {
            throw new IOException("Its header is not whole.");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
        if (in.readInt() != MAGIC) {
            throw new IOException("Its header was written by another version.");
        }
        return new StreamHeader(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                words(in).map(Duration::parse),
                words(in).map(Instant::parse),
                in.readBoolean()
                        ? Optional.of(new ForkOrigin(in.readUTF(), in.readUTF(), in.readLong()))
                        : Optional.empty());
    }

    private static Optional<String> words(DataInputStream in) throws IOException {
        return Optional.of(in.readUTF()).filter(words -> !words.isEmpty());
    }
}
