// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.HubSettings;
import dev.pushkit.InvalidInputException;
import dev.pushkit.OverloadedException;
import dev.pushkit.Setting;
import dev.pushkit.Ticker;
import dev.pushkit.stream.StreamException.Reason;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * All streams of an application: what it pushes that is too large for events, or grows while it is read. Thread-safe.
 *
 * <p>Its rules are those of the Durable Streams protocol. The application's own code may do everything; rules on who
 * may are for the network.
 */
public final class Streams implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final int MOST_FORKS_DEEP = 64;
    private static final Duration SYNC = Duration.ofSeconds(1);

    private final StreamStore store;
    private final StreamBounds bounds;
    private final int most;
    private final Executor executor;
    private final Ticker ticker;
    private final Map<String, ByteStream> streams = new ConcurrentHashMap<>();
    // Guards what is there and which forks need what; held while a stream is created or deleted.
    private final Object registry = new Object();
    private volatile boolean closed;

    private Streams(StreamStore store, HubSettings settings, Executor executor, Ticker ticker) {
        this.store = store;
        this.executor = executor;
        this.ticker = ticker;
        bounds = new StreamBounds(
                settings.size(Setting.STREAMS_BYTES),
                settings.text(Setting.STREAMS_OVERFLOW).equals("evict"));
        most = settings.count(Setting.STREAMS);
    }

    /**
     * Opens the streams that the settings describe: on disk where {@code push.streams.dir} names a folder, else in
     * memory.
     *
     * @param settings those that begin with {@code push.streams}
     * @param executor calls those who wait for more; it may run many at once
     * @param ticker the clock, and the timer for expiry
     * @return the streams, with those that the folder holds
     * @throws IOException if the folder cannot be used; the message says why
     */
    public static Streams open(HubSettings settings, Executor executor, Ticker ticker) throws IOException {
        StreamStore store = StreamStores.open(settings);
        Streams streams = new Streams(store, settings, executor, ticker);
        try {
            streams.recover();
        } catch (IOException | RuntimeException | Error e) {
            // Else the folder would stay locked, and the next try would tell of that.
            store.close();
            throw e;
        }
        ticker.schedule(SWEEP, streams::sweep);
        ticker.schedule(SYNC, streams::sync);
        return streams;
    }

    /**
     * Creates a stream, or finds it where it was created alike.
     *
     * @param name its name
     * @param options what it is to be
     * @return the stream
     * @throws InvalidInputException if the name or an option does not fit
     * @throws StreamException if it is there and is another one, or there is no room
     */
    public Created create(String name, StreamOptions options) {
        return create(name, options, Slice.EMPTY);
    }

    /**
     * Creates a stream with its first bytes, both or neither, or finds it where it was created alike.
     *
     * @param name its name
     * @param options what it is to be
     * @param body the first bytes; where it is there already, they count for nothing
     * @return the stream
     * @throws InvalidInputException if the name or an option does not fit
     * @throws StreamException if it is there and is another one, or there is no room
     */
    public Created create(String name, StreamOptions options, Slice body) {
        checkOpen();
        StreamName checked = new StreamName(name);
        synchronized (registry) {
            Optional<ByteStream> known = find(name);
            if (known.isPresent()) {
                Headers.checkSame(known.get(), options);
                return new Created(known.get(), false);
            }
            Optional<ByteStream> source = options.fork().map(fork -> source(fork, options));
            StreamHeader header = Headers.resolve(checked, options, source);
            if (streams.size() >= most) {
                throw StreamException.of(
                        Reason.FULL, "The server has its most streams, " + most + ": append to one that exists.");
            }
            return new Created(begin(header, source, body, options.closed()), true);
        }
    }

    /**
     * Appends bytes.
     *
     * @param name the stream's name
     * @param bytes what to append; a JSON value, or an array of several, for a JSON stream
     * @return the place after them
     * @throws InvalidInputException if there are none, or no JSON for a JSON stream
     * @throws StreamException if there is no such stream, or it is closed, or there is no room
     */
    public Appended append(String name, byte[] bytes) {
        return append(name, Append.of(bytes));
    }

    /**
     * Appends, with all that may go with it.
     *
     * @param name the stream's name
     * @param append what to append
     * @return what became of it
     * @throws InvalidInputException if there is nothing, or no JSON for a JSON stream
     * @throws StreamException if there is no such stream, or it does not take it
     */
    public Appended append(String name, Append append) {
        checkOpen();
        return append(get(name), append);
    }

    /**
     * Appends to a stream that was created or found before, and to no other that took its name meanwhile.
     *
     * @param stream one of these streams
     * @param append what to append
     * @return what became of it
     * @throws InvalidInputException if there is nothing, or no JSON for a JSON stream
     * @throws StreamException if it is there no more, or does not take it
     */
    public Appended append(ByteStream stream, Append append) {
        check(stream);
        stream.touch();
        return stream.append(append);
    }

    /**
     * Makes durable what was appended in pieces.
     *
     * @param stream one of these streams
     * @return the place after its last byte
     * @throws StreamException if it is there no more, or it could not be done
     */
    public Offset settle(ByteStream stream) {
        check(stream);
        return stream.settle();
    }

    /**
     * Ends a stream: its readers learn that no more will come. Idempotent.
     *
     * @param name the stream's name
     * @return the place after its last byte
     * @throws StreamException if there is no such stream
     */
    public Appended close(String name) {
        return append(name, Append.end());
    }

    /**
     * A stream to read from.
     *
     * @param name its name
     * @return the stream
     * @throws StreamException if there is none, or it was deleted
     */
    public ByteStream read(String name) {
        ByteStream stream = get(name);
        stream.touch();
        return stream;
    }

    /**
     * A stream, without its time to live beginning anew.
     *
     * @param name its name
     * @return the stream
     * @throws StreamException if there is none, or it was deleted
     */
    public ByteStream get(String name) {
        ByteStream stream = find(name)
                .orElseThrow(() ->
                        StreamException.of(Reason.NOT_FOUND, "There is no stream " + name + ": create it first."));
        if (stream.isDeleted()) {
            throw stream.gone();
        }
        return stream;
    }

    /**
     * Deletes a stream. Its bytes stay for as long as a fork needs them.
     *
     * @param name its name
     * @throws StreamException if there is none, or it was deleted before
     */
    public void delete(String name) {
        checkOpen();
        synchronized (registry) {
            drop(get(name));
        }
    }

    /**
     * The figures of this moment.
     *
     * @return counts and sizes
     */
    public StreamStats stats() {
        int waiting = streams.values().stream().mapToInt(ByteStream::waiting).sum();
        return new StreamStats(streams.size(), store.bytes(), waiting);
    }

    /** Lets go of those who wait, and of what is kept where. Idempotent. */
    @Override
    public void close() {
        synchronized (registry) {
            if (closed) {
                return;
            }
            closed = true;
        }
        streams.values().forEach(ByteStream::release);
        try {
            store.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The streams could not be closed in good order.", e);
        }
    }

    /**
     * Tells whether streams are taken and read.
     *
     * @return false from the moment they are closed
     */
    public boolean isOpen() {
        return !closed;
    }

    // Also those that are kept for their forks alone.
    private Optional<ByteStream> find(String name) {
        ByteStream stream = streams.get(name);
        if (stream != null && !stream.isDeleted() && stream.isExpired()) {
            expire(stream);
            stream = streams.get(name);
        }
        return Optional.ofNullable(stream);
    }

    private void check(ByteStream stream) {
        checkOpen();
        if (get(stream.name()) != stream) {
            throw stream.gone();
        }
    }

    private ByteStream source(ForkPoint fork, StreamOptions options) {
        ByteStream source = find(fork.source().text())
                .orElseThrow(() ->
                        StreamException.of(Reason.NOT_FOUND, "There is no stream " + fork.source() + " to fork."));
        if (source.isDeleted()) {
            throw StreamException.of(Reason.OTHER_STREAM, "The stream " + fork.source() + " was deleted.");
        }
        if (source.depth() >= MOST_FORKS_DEEP) {
            throw new InvalidInputException("The stream to fork is a fork of a fork of forks already, "
                    + MOST_FORKS_DEEP + " deep: copy it to a new stream.");
        }
        options.contentType()
                .filter(type -> !ByteStream.mediaType(type).equals(ByteStream.mediaType(source.contentType())))
                .ifPresent(type -> {
                    throw StreamException.of(
                            Reason.OTHER_STREAM,
                            "The stream to fork has the content type " + source.contentType()
                                    + ": send that, or none.");
                });
        return source;
    }

    private ByteStream begin(StreamHeader header, Optional<ByteStream> source, Slice body, boolean close) {
        try {
            if (source.isPresent()) {
                // What a fork begins with has to last as long as the fork does.
                store.sync();
            }
            StreamLog log = store.create(header);
            ByteStream stream = new ByteStream(log, source, bounds, executor, ticker);
            try {
                stream.begin(body, close);
            } catch (RuntimeException e) {
                log.remove();
                throw e;
            }
            source.ifPresent(before -> before.forks().incrementAndGet());
            streams.put(header.name(), stream);
            return stream;
        } catch (StorageFullException e) {
            throw StreamException.of(Reason.FULL, e.getMessage(), e);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A stream could not be created.", e);
            throw StreamException.of(Reason.FAILED, "The server could not keep it; its log has the reason.", e);
        }
    }

    // Under the registry's lock. What cannot be removed stays, with its name, so that nothing takes its place.
    private void drop(ByteStream stream) {
        try {
            if (stream.forks().get() > 0) {
                stream.delete(true);
                return;
            }
            stream.delete(false);
        } catch (IOException e) {
            throw StreamException.of(Reason.FAILED, "The server could not delete it; its log has the reason.", e);
        }
        streams.remove(stream.name(), stream);
        stream.source().ifPresent(source -> {
            if (source.forks().decrementAndGet() == 0 && source.isDeleted()) {
                tryToDrop(source);
            }
        });
    }

    private void tryToDrop(ByteStream stream) {
        try {
            drop(stream);
        } catch (StreamException e) {
            LOG.log(Level.WARNING, "A stream that nobody needs could not be removed; it is tried again.", e);
        }
    }

    private void expire(ByteStream stream) {
        synchronized (registry) {
            // Somebody may have used, or dropped, it meanwhile.
            if (streams.get(stream.name()) == stream && !stream.isDeleted() && stream.isExpired()) {
                tryToDrop(stream);
            }
        }
    }

    private void recover() throws IOException {
        Revival revival = new Revival((log, source) -> new ByteStream(log, source, bounds, executor, ticker));
        for (ByteStream stream : revival.of(store.recover())) {
            ByteStream other = streams.putIfAbsent(stream.name(), stream);
            if (other != null) {
                LOG.log(Level.WARNING, "There are two streams named {0}: {1} is served.", stream.name(), other.id());
            }
        }
        streams.values().stream()
                .filter(stream -> stream.isDeleted() && stream.forks().get() == 0)
                .toList()
                .forEach(this::tryToDrop);
    }

    private void sweep() {
        if (!closed) {
            executor.execute(() -> streams.values().stream()
                    .filter(stream -> !stream.isDeleted() && stream.isExpired())
                    .forEach(this::expire));
            ticker.schedule(SWEEP, this::sweep);
        }
    }

    private void sync() {
        if (!closed) {
            executor.execute(() -> {
                try {
                    store.sync();
                } catch (IOException e) {
                    LOG.log(
                            Level.WARNING,
                            "What was appended to a stream could not be made durable, and the stream takes no more until the next start.",
                            e);
                }
            });
            ticker.schedule(SYNC, this::sync);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw OverloadedException.ofServer("The server is stopping: try again in a moment.", Duration.ofSeconds(2));
        }
    }
}
