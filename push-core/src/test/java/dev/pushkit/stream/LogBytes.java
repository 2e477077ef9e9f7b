// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;

/** What tests write to logs and read from them, as a stream does under its lock. */
final class LogBytes {
    private LogBytes() {}

    static StreamHeader header(String id) {
        return header(id, Optional.empty());
    }

    static StreamHeader header(String id, Optional<ForkOrigin> fork) {
        return new StreamHeader(id, "name of " + id, "text/plain", Optional.empty(), Optional.empty(), fork);
    }

    /** An append of a body that has to last. */
    static void append(StreamLog log, byte[] bytes) throws IOException {
        append(log, bytes, Optional.empty());
    }

    static void append(StreamLog log, byte[] bytes, Optional<ProducerMark> producer) throws IOException {
        keep(log, bytes, new Commit(log.state().tail() + bytes.length, false, false, producer, Optional.empty()));
    }

    static void append(StreamLog log, String text) throws IOException {
        append(log, text.getBytes(StandardCharsets.UTF_8));
    }

    static void close(StreamLog log) throws IOException {
        keep(log, new byte[0], new Commit(log.state().tail(), true, false, Optional.empty(), Optional.empty()));
    }

    static void keep(StreamLog log, byte[] bytes, Commit commit) throws IOException {
        log.append(Slice.of(bytes), commit, true);
        log.state().apply(commit);
    }

    /** Bytes that are different everywhere, the same for each seed. */
    static byte[] random(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] read(StreamLog log, long from, long to) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ReadBuffer buffer = new ReadBuffer(1000);
        long position = from;
        while (position < to) {
            Slice slice = log.read(position, (int) Math.min(Integer.MAX_VALUE, to - position), buffer);
            all.write(slice.array(), slice.offset(), slice.length());
            position += slice.length();
        }
        return all.toByteArray();
    }

    static byte[] readAll(StreamLog log) throws IOException {
        return read(log, log.header().start(), log.state().tail());
    }

    static String text(StreamLog log) throws IOException {
        return new String(readAll(log), StandardCharsets.UTF_8);
    }
}
