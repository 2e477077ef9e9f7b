// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.Ticker;
import dev.pushkit.stream.StreamException.Reason;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One stream, to read from: any number of readers share its bytes, and none of them costs more than its position.
 * Thread-safe.
 */
public final class ByteStream {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");

    private static final int COPY_BUFFER = 64 << 10;

    private final StreamHeader header;
    private final StreamLog log;
    private final Optional<ByteStream> source;
    private final StreamBounds bounds;
    private final Waiters waiters;
    private final Ticker ticker;
    // Guards the log's writing side and its state.
    private final ReentrantLock lock = new ReentrantLock();
    // Written under the lock; the tail publishes the bytes before it.
    private volatile long tail;
    private volatile boolean closed;
    private volatile boolean deleted;
    // Set once, when all streams end.
    private volatile boolean released;
    // Written by whoever uses it last.
    private volatile long usedAtNanos;
    // Changed under the lock of all streams: forks that need it.
    private final AtomicInteger forks = new AtomicInteger();
    // Less than was forked off only where a source lost bytes, which it may: they were never acknowledged as durable.
    private final long inherited;
    private final int depth;

    ByteStream(StreamLog log, Optional<ByteStream> source, StreamBounds bounds, Executor executor, Ticker ticker) {
        this.log = log;
        this.ticker = ticker;
        this.header = log.header();
        this.source = source;
        this.bounds = bounds;
        this.waiters = new Waiters(executor);
        this.tail = log.state().tail();
        this.closed = log.state().isClosed();
        this.deleted = log.state().isDeleted();
        this.usedAtNanos = ticker.nanoTime();
        this.inherited =
                source.map(before -> Math.min(before.tail, header.start())).orElse(0L);
        this.depth = source.map(before -> before.depth + 1).orElse(0);
    }

    /** How many streams its beginning comes from. */
    int depth() {
        return depth;
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return header.name();
    }

    /**
     * Tells this stream from others that have or had the same name.
     *
     * @return letters and digits
     */
    public String id() {
        return header.id();
    }

    /**
     * What its bytes are.
     *
     * @return a media type, as its creator wrote it
     */
    public String contentType() {
        return header.contentType();
    }

    /**
     * How long it may stay without reads and writes.
     *
     * @return the time, or empty
     */
    public Optional<Duration> ttl() {
        return header.ttl();
    }

    /**
     * When it ends in any case.
     *
     * @return the moment, or empty
     */
    public Optional<Instant> expiresAt() {
        return header.expiresAt();
    }

    /**
     * Tells whether it keeps JSON messages, whose boundaries count.
     *
     * @return true for {@code application/json}
     */
    public boolean isJson() {
        return isJson(contentType());
    }

    /**
     * Tells whether streams of a type keep JSON messages.
     *
     * @param contentType a media type, with or without parameters
     * @return true for {@code application/json}
     */
    public static boolean isJson(String contentType) {
        return mediaType(contentType).equals("application/json");
    }

    /**
     * Tells whether its bytes are characters.
     *
     * @return true for {@code text/*}
     */
    public boolean isText() {
        return mediaType(contentType()).startsWith("text/");
    }

    /**
     * The place after its last byte.
     *
     * @return the tail
     */
    public Offset tail() {
        return new Offset(tail);
    }

    /**
     * Tells whether it takes no more.
     *
     * @return true once it is closed, for good
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Tells whether it is there for its forks alone, or not at all.
     *
     * @return true once it is deleted or expired
     */
    public boolean isDeleted() {
        return deleted;
    }

    /**
     * Tells whether a place can be read from.
     *
     * @param offset the place
     * @return false where bytes after it were evicted
     */
    public boolean isKept(Offset offset) {
        if (offset.position() < header.start()) {
            return offset.position() < inherited
                    && source.map(before -> before.isKept(offset)).orElse(false);
        }
        return offset.position() < log.holeStart() || offset.position() >= log.holeEnd();
    }

    /**
     * The first place from which everything up to the tail is kept.
     *
     * @return the beginning, unless something was evicted
     */
    public Offset earliest() {
        long end = log.holeEnd();
        if (end > log.holeStart()) {
            return new Offset(isJson() ? Pages.next(this, end) : end);
        }
        if (inherited < header.start()) {
            return new Offset(header.start());
        }
        // What the source forgets beyond it, a fork never had.
        return source.filter(before -> header.start() > 0)
                .map(before -> new Offset(Math.min(before.earliest().position(), header.start())))
                .orElse(Offset.START);
    }

    /** How far one may read on from a place that is kept: to the tail, or to where bytes are missing. */
    long keptUntil(long position) {
        if (position < header.start()) {
            long until = Math.min(
                    inherited, source.map(before -> before.keptUntil(position)).orElse(position));
            return until < header.start() ? until : keptUntil(header.start());
        }
        // In this order: where nothing is missing, both move on together.
        long end = log.holeEnd();
        long start = log.holeStart();
        return position < start && end > start ? start : tail;
    }

    /**
     * Reads what is there.
     *
     * @param position where the first byte lies; at most the tail
     * @param most how many bytes at most
     * @param buffer takes them where there are none to share
     * @return bytes that follow each other; none at the tail alone
     * @throws StreamException if they were evicted or deleted, or cannot be read
     */
    public Slice read(long position, int most, ReadBuffer buffer) {
        long end = tail;
        if (position >= end || most <= 0) {
            return Slice.EMPTY;
        }
        if (position < header.start()) {
            if (position >= inherited) {
                throw evicted();
            }
            int before = (int) Math.min(most, inherited - position);
            return source.orElseThrow(ByteStream::evicted).read(position, before, buffer);
        }
        if (!isKept(new Offset(position))) {
            throw evicted();
        }
        try {
            long until = Math.min(end, keptUntil(position));
            Slice slice = log.read(position, (int) Math.min(most, until - position), buffer);
            if (!isKept(new Offset(position))) {
                throw evicted();
            }
            return slice;
        } catch (IOException e) {
            if (!isKept(new Offset(position))) {
                throw evicted();
            }
            throw deleted ? gone() : StreamException.of(Reason.FAILED, "The stream cannot be read just now.", e);
        }
    }

    /**
     * Copies what is there.
     *
     * @param position where the first byte lies
     * @param count how many bytes; all of them before the tail
     * @return so many bytes
     * @throws StreamException if some were evicted or deleted, or cannot be read
     */
    public byte[] copy(long position, int count) {
        byte[] bytes = new byte[count];
        ReadBuffer buffer = new ReadBuffer(Math.min(count, COPY_BUFFER));
        int copied = 0;
        while (copied < count) {
            Slice slice = read(position + copied, Math.min(count - copied, buffer.size()), buffer);
            if (slice.length() == 0) {
                throw evicted();
            }
            System.arraycopy(slice.array(), slice.offset(), bytes, copied, slice.length());
            copied += slice.length();
        }
        return bytes;
    }

    /**
     * Finds out what a reader may take next: never half a JSON message, and of a text no half character unless nothing
     * follows it.
     *
     * @param from where it begins
     * @param most how many bytes; one JSON message may have more
     * @return the part
     * @throws dev.pushkit.InvalidInputException if the place lies beyond the tail, or within a JSON message
     * @throws StreamException if bytes after the place were evicted
     */
    public Page page(Offset from, int most) {
        return Pages.cut(this, from, most);
    }

    /**
     * Calls a piece of code once, on another thread, as soon as there is something after a place, or never will be; at
     * once where all streams have ended.
     *
     * @param position the place
     * @param code what to call; it does not block
     * @return cancel it to wait no longer
     */
    public Waiter await(long position, Runnable code) {
        Waiter waiter = waiters.add(code);
        if (tail > position || closed || deleted || released) {
            waiters.wake(waiter);
        }
        return waiter;
    }

    /** Appends, or says why not. */
    Appended append(Append append) {
        if (isJson() && append.bytes().length() > 0 && !closed) {
            // Bytes of another type need be no JSON to be refused for that.
            append.contentType().ifPresent(type -> AppendRules.checkType(type, this));
            return appendEncoded(append, JsonMessages.encode(append.bytes(), false));
        }
        return appendEncoded(append, append.bytes());
    }

    /** Appends what it is created with. */
    void begin(Slice body, boolean close) {
        Slice bytes = isJson() ? JsonMessages.encode(body, true) : body;
        if (bytes.length() > 0 || close) {
            appendEncoded(new Append(bytes, Optional.empty(), Optional.empty(), Optional.empty(), close, false), bytes);
        }
    }

    /** Makes durable what was appended in pieces. */
    Offset settle() {
        lock.lock();
        try {
            if (!deleted) {
                keep(Slice.EMPTY, new Commit(tail, closed, false, Optional.empty(), Optional.empty()), true);
            }
            return tail();
        } finally {
            lock.unlock();
        }
    }

    private Appended appendEncoded(Append append, Slice bytes) {
        Appended result;
        lock.lock();
        try {
            result = AppendRules.judge(append, this, log.state()).orElseGet(() -> commit(append, bytes));
        } finally {
            lock.unlock();
        }
        if (!result.duplicate()) {
            waiters.wake();
        }
        return result;
    }

    private Appended commit(Append append, Slice bytes) {
        Commit commit = new Commit(
                tail + bytes.length(), closed || append.close(), deleted, append.producer(), append.sequence());
        keep(bytes, commit, !append.piece());
        return new Appended(tail(), closed, false, append.producer());
    }

    // Under the lock.
    private void keep(Slice bytes, Commit commit, boolean durable) {
        try {
            if (bytes.length() > 0) {
                // A stream over a bound that was lowered can still be closed and deleted.
                bounds.check(commit.tail() - header.start());
            }
            log.append(bytes, commit, durable);
            log.state().apply(commit);
            tail = commit.tail();
            closed = commit.closed();
            deleted = commit.deleted();
            trim();
        } catch (StorageFullException e) {
            throw StreamException.of(Reason.FULL, e.getMessage(), e);
        } catch (IOException e) {
            throw StreamException.of(Reason.FAILED, "The server could not keep it; its log has the reason.", e);
        }
    }

    private void trim() {
        if (!bounds.trims(tail - header.start())) {
            return;
        }
        try {
            log.trim(tail - bounds.most());
        } catch (IOException e) {
            // What was appended is there all the same.
            LOG.log(
                    Level.WARNING,
                    "The oldest bytes of a stream could not be forgotten; the next append tries again.",
                    e);
        }
    }

    /** Ends it for its readers and writers; its bytes stay for its forks. */
    void delete(boolean keepForForks) throws IOException {
        lock.lock();
        try {
            if (keepForForks) {
                keep(Slice.EMPTY, new Commit(tail, closed, true, Optional.empty(), Optional.empty()), true);
            } else {
                log.remove();
                deleted = true;
            }
        } finally {
            lock.unlock();
            waiters.wake();
        }
    }

    /** Tells those who wait that all is over. */
    void release() {
        released = true;
        waiters.wake();
    }

    /** Begins its time to live anew. */
    public void touch() {
        usedAtNanos = ticker.nanoTime();
    }

    boolean isExpired() {
        Duration unused = Duration.ofNanos(ticker.nanoTime() - usedAtNanos);
        return ttl().filter(most -> unused.compareTo(most) > 0).isPresent()
                || expiresAt().filter(end -> !ticker.now().isBefore(end)).isPresent();
    }

    AtomicInteger forks() {
        return forks;
    }

    Optional<ByteStream> source() {
        return source;
    }

    StreamHeader header() {
        return header;
    }

    int waiting() {
        return waiters.count();
    }

    StreamException gone() {
        return forks.get() > 0
                ? StreamException.of(Reason.DELETED, "The stream " + name() + " was deleted.")
                : StreamException.of(Reason.NOT_FOUND, "There is no stream " + name() + '.');
    }

    static StreamException evicted() {
        return StreamException.of(
                Reason.EVICTED, "What follows this offset is kept no more: go on at the tail, with offset=now.");
    }

    /** The media type alone, without its parameters. */
    static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
