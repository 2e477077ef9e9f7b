// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A log in chunks of memory, which its readers share. */
final class MemoryLog implements StreamLog {
    private static final int SMALLEST = 512;
    private static final int LARGEST = 256 << 10;
    // Kept when what follows is forgotten: players that join late need what a media file begins with.
    private static final int PREFACE = 64 << 10;

    /** A piece of the log; filled by the appender, read below the tail alone. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Chunk(long start, byte[] bytes) {
        long end() {
            return start + bytes.length;
        }
    }

    private final StreamHeader header;
    private final MemoryStore store;
    private final StreamState state;
    private final ConcurrentSkipListMap<Long, Chunk> chunks = new ConcurrentSkipListMap<>();
    // Written by the appender.
    private volatile long holeEnd;

    MemoryLog(StreamHeader header, MemoryStore store) {
        this.header = header;
        this.store = store;
        this.state = new StreamState(header.start());
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
    public void append(Slice bytes, Commit commit, boolean durable) throws StorageFullException {
        long start = commit.tail() - bytes.length();
        makeRoom(start, bytes.length());
        int copied = 0;
        while (copied < bytes.length()) {
            Chunk chunk = chunks.floorEntry(start + copied).getValue();
            int at = (int) (start + copied - chunk.start());
            int count = Math.min(bytes.length() - copied, chunk.bytes().length - at);
            System.arraycopy(bytes.array(), bytes.offset() + copied, chunk.bytes(), at, count);
            copied += count;
        }
    }

    // All of it or none: what has no room is refused before a byte is kept.
    private void makeRoom(long start, int count) throws StorageFullException {
        Map.Entry<Long, Chunk> last = chunks.lastEntry();
        long end = last == null ? start : last.getValue().end();
        long missing = start + count - end;
        int size = last == null ? SMALLEST / 2 : last.getValue().bytes().length;
        List<Integer> sizes = new ArrayList<>();
        long room = 0;
        while (room < missing) {
            // Twice as large each time, but no larger than a page of the rest needs.
            size = Math.min(LARGEST, Math.max(size * 2, (int) Math.min(LARGEST, missing - room)));
            sizes.add(size);
            room += size;
        }
        store.take(room);
        for (int chunk : sizes) {
            chunks.put(end, new Chunk(end, new byte[chunk]));
            end += chunk;
        }
    }

    @Override
    public Slice read(long position, int most, ReadBuffer buffer) throws IOException {
        Map.Entry<Long, Chunk> entry = chunks.floorEntry(position);
        if (entry == null || entry.getValue().end() <= position) {
            throw new IOException("These bytes are kept no more.");
        }
        Chunk chunk = entry.getValue();
        int at = (int) (position - chunk.start());
        return new Slice(chunk.bytes(), at, Math.min(most, chunk.bytes().length - at));
    }

    @Override
    public void trim(long position) {
        long from = holeStart();
        for (Chunk chunk : List.copyOf(chunks.tailMap(from).values())) {
            if (chunk.end() > position || chunks.lastKey() == chunk.start()) {
                return;
            }
            // Readers are told first: they look at the hole again after they have read.
            holeEnd = chunk.end();
            chunks.remove(chunk.start());
            store.give(chunk.bytes().length);
        }
    }

    @Override
    public long holeStart() {
        Map.Entry<Long, Chunk> preface = chunks.lowerEntry(header.start() + PREFACE);
        return preface == null ? header.start() : preface.getValue().end();
    }

    @Override
    public long holeEnd() {
        return Math.max(holeStart(), holeEnd);
    }

    @Override
    public void remove() {
        // Readers at it keep the chunks they hold.
        for (Chunk chunk : List.copyOf(chunks.values())) {
            chunks.remove(chunk.start());
            store.give(chunk.bytes().length);
        }
    }
}
