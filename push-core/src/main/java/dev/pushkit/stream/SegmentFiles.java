// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.CRC32C;

/**
 * The files of a stream's bytes, each named by the position of its first. An append lies in one of them.
 *
 * <p>Read by any number of threads; changed by the one that holds the log.
 */
final class SegmentFiles {
    // Kept when what follows is forgotten: players that join late need what a media file begins with.
    private static final int PREFACE = 64 << 10;

    private static final class Segment {
        final long start;
        final Path path;
        // Written by the holder of the log.
        volatile long end;

        Segment(long start, Path path, long end) {
            this.start = start;
            this.path = path;
            this.end = end;
        }
    }

    private final StreamFolder folder;
    private final OpenFiles files;
    private final long size;
    private final long start;
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    // Written by the holder of the log.
    private volatile long holeEnd;

    /** No bytes yet, the first of which has a position. */
    SegmentFiles(StreamFolder folder, OpenFiles files, long size, long start) {
        this.folder = folder;
        this.files = files;
        this.size = size;
        this.start = start;
    }

    /** Finds what is there; the one hole that there may be follows what the stream begins with. */
    void find() throws IOException {
        long end = start;
        for (long first : folder.segmentStarts()) {
            if (first != end) {
                if (first < end || end < start + PREFACE || end != holeStart()) {
                    throw new IOException("Its segments do not meet between " + end + " and " + first + ".");
                }
                holeEnd = first;
            }
            Path path = folder.segment(first);
            end = first + Files.size(path);
            segments.put(first, new Segment(first, path, end));
        }
    }

    /** The position after the last byte. */
    long tail() {
        Map.Entry<Long, Segment> last = segments.lastEntry();
        return last == null ? start : last.getValue().end;
    }

    /** The position of the last segment's first byte: all below it are safe on the disk. */
    long lastStart() {
        return segments.isEmpty() ? start : segments.lastKey();
    }

    /** Whether the next byte needs another segment. */
    boolean isFull() {
        Map.Entry<Long, Segment> last = segments.lastEntry();
        return last == null || last.getValue().end - last.getKey() >= size;
    }

    /** Begins another segment at the tail. */
    void begin() throws IOException {
        long tail = tail();
        Path path = folder.segment(tail);
        Files.write(path, new byte[0]);
        segments.put(tail, new Segment(tail, path, tail));
    }

    /** Writes at the tail, into the last segment. */
    void append(Slice bytes) throws IOException {
        Segment last = segments.lastEntry().getValue();
        long end = last.end;
        files.use(
                last.path,
                channel -> ChannelBytes.write(
                        channel, ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.length()), end - last.start));
        last.end = end + bytes.length();
    }

    /** Forgets what lies behind a position in the last segment. */
    void cut(long tail) throws IOException {
        if (segments.isEmpty()) {
            return;
        }
        Segment last = segments.lastEntry().getValue();
        last.end = tail;
        files.use(last.path, channel -> channel.truncate(tail - last.start));
    }

    /** Forces the last segment; those before were forced when it was begun. */
    void force() throws IOException {
        if (!segments.isEmpty()) {
            files.force(segments.lastEntry().getValue().path);
        }
    }

    /** Whether bytes are there, or were forgotten on purpose. */
    boolean has(long from, long to) {
        return from == to || (from >= holeStart() && to <= holeEnd()) || end(from) >= to;
    }

    private long end(long position) {
        Map.Entry<Long, Segment> segment = segments.floorEntry(position);
        return segment == null ? start : segment.getValue().end;
    }

    /** The CRC-32C of bytes of one segment that are there. */
    int sum(long from, int count) throws IOException {
        Segment segment = segments.floorEntry(from).getValue();
        return files.use(segment.path, channel -> {
            CRC32C sum = new CRC32C();
            ByteBuffer buffer = ByteBuffer.allocate(Math.min(count, ChannelBytes.PIECE));
            long at = from - segment.start;
            for (int left = count; left > 0; left -= buffer.limit()) {
                buffer.clear().limit(Math.min(left, buffer.capacity()));
                at = ChannelBytes.read(channel, buffer, at);
                sum.update(buffer.flip());
            }
            return (int) sum.getValue();
        });
    }

    Slice read(long position, int most, ReadBuffer buffer) throws IOException {
        Map.Entry<Long, Segment> entry = segments.floorEntry(position);
        if (entry == null || entry.getValue().end <= position) {
            throw new IOException("These bytes are kept no more.");
        }
        Segment segment = entry.getValue();
        int count = (int) Math.min(Math.min(most, buffer.size()), segment.end - position);
        try {
            files.use(
                    segment.path,
                    channel -> ChannelBytes.read(
                            channel, ByteBuffer.wrap(buffer.array(), 0, count), position - segment.start));
        } catch (NoSuchFileException e) {
            throw new IOException("These bytes are kept no more.", e);
        }
        return new Slice(buffer.array(), 0, count);
    }

    /**
     * Deletes whole segments below a position, from the front on.
     *
     * @return their bytes
     */
    long trim(long position) throws IOException {
        long freed = 0;
        for (Segment segment : List.copyOf(segments.tailMap(holeStart()).values())) {
            if (segment.end > position || segments.lastEntry().getValue() == segment) {
                break;
            }
            // Readers are told first: they look at the hole again after they have read.
            holeEnd = segment.end;
            Files.deleteIfExists(segment.path);
            files.forget(segment.path);
            // Last: what could not be deleted is tried again, so that the hole of the files is one.
            segments.remove(segment.start);
            freed += segment.end - segment.start;
        }
        return freed;
    }

    long holeStart() {
        Map.Entry<Long, Segment> preface = segments.lowerEntry(start + PREFACE);
        return preface == null ? start : preface.getValue().end;
    }

    long holeEnd() {
        return Math.max(holeStart(), holeEnd);
    }

    /** The bytes that are there. */
    long bytes() {
        long bytes = 0;
        for (Segment segment : segments.values()) {
            bytes += segment.end - segment.start;
        }
        return bytes;
    }
}
