// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps logs on disk, each in a folder of its own below the store's. Thread-safe. */
final class FileStore implements StreamStore {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");

    private final Path folder;
    private final FolderLock lock;
    private final FsyncPolicy policy;
    private final long most;
    private final DiskSizes sizes;
    private final OpenFiles files;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<FileLog> logs = ConcurrentHashMap.newKeySet();
    // Those that may have something to force.
    private final Set<FileLog> unforced = ConcurrentHashMap.newKeySet();
    // Whether there is no log that nobody looked at.
    private volatile boolean known;
    private volatile boolean closed;

    private FileStore(Path folder, FolderLock lock, FsyncPolicy policy, long most, DiskSizes sizes) {
        this.folder = folder;
        this.lock = lock;
        this.policy = policy;
        this.most = most;
        this.sizes = sizes;
        this.files = new OpenFiles(sizes.openFiles());
    }

    /**
     * Opens a folder that no other store has open, here or in another process.
     *
     * @param folder is made if it is missing
     * @param most the bytes of all streams together; 0 for as many as the disk has room for
     */
    static FileStore open(Path folder, FsyncPolicy policy, long most) throws IOException {
        return open(folder, policy, most, DiskSizes.STANDARD);
    }

    static FileStore open(Path folder, FsyncPolicy policy, long most, DiskSizes sizes) throws IOException {
        Path absolute = folder.toAbsolutePath();
        return new FileStore(absolute, FolderLock.take(absolute), policy, most, sizes);
    }

    @Override
    public List<StreamLog> recover() throws IOException {
        List<StreamLog> recovered = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path path : folders) {
                StreamFolder stream = new StreamFolder(path);
                try {
                    if (StreamFolder.isLeftOver(stream.id())) {
                        stream.delete();
                    } else if (StreamFolder.isId(stream.id())) {
                        FileLog log = Recovery.of(this, stream);
                        bytes.addAndGet(log.bytes());
                        logs.add(log);
                        if (!wasSafe()) {
                            unforced(log);
                        }
                        recovered.add(log);
                    }
                } catch (IOException | RuntimeException e) {
                    files.forget(path);
                    warn("A stream is damaged: it is left alone and not served", stream, e);
                }
            }
        }
        if (!wasSafe() && policy != FsyncPolicy.NEVER) {
            StreamFolder.force(folder);
        }
        known = true;
        return recovered;
    }

    @Override
    public StreamLog create(StreamHeader header) throws IOException {
        checkOpen();
        StreamFolder stream = StreamFolder.of(folder, header.id());
        StreamFolder begun = stream.begun();
        try {
            Files.createDirectory(begun.path());
            try {
                HeaderFile.write(begun.header(), header, policy != FsyncPolicy.NEVER);
                Files.write(begun.journal(), new byte[0]);
                begun.renameTo(stream);
            } catch (IOException | RuntimeException | Error e) {
                begun.delete();
                throw e;
            }
            FileLog log = new FileLog(
                    this,
                    stream,
                    header,
                    new StreamState(header.start()),
                    new SegmentFiles(stream, files, sizes.segment(), header.start()),
                    new Journal(stream, files, sizes.journal(), 0),
                    header.start(),
                    Unforced.FOLDER);
            logs.add(log);
            unforced(log);
            if (policy == FsyncPolicy.ALWAYS) {
                try {
                    log.sync();
                } catch (IOException e) {
                    log.remove();
                    throw e;
                }
            }
            return log;
        } catch (IOException e) {
            throw FullDisk.named(e, folder);
        }
    }

    /** Says when another may have the folder already. */
    void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("The store of the streams is closed.");
        }
    }

    /** Takes room, or says that there is none. */
    void take(long count) throws StorageFullException {
        if (bytes.addAndGet(count) > most && most > 0) {
            bytes.addAndGet(-count);
            throw new StorageFullException("The streams of this server take up their " + most
                    + " bytes of the disk: delete one, or let them expire; the server's setting is"
                    + " push.streams.total-bytes.");
        }
    }

    void give(long count) {
        bytes.addAndGet(-count);
    }

    /** Remembers that a log has something to force. */
    void unforced(FileLog log) {
        if (policy != FsyncPolicy.NEVER) {
            unforced.add(log);
        }
    }

    /** Forgets a log that was removed. */
    void forget(FileLog log) {
        logs.remove(log);
        unforced.remove(log);
        give(log.bytes());
    }

    void warn(String what, StreamFolder where, Exception why) {
        LOG.log(Level.WARNING, what + " (" + where.path() + "): " + why);
    }

    Path folder() {
        return folder;
    }

    FsyncPolicy policy() {
        return policy;
    }

    boolean wasSafe() {
        return lock.wasSafe();
    }

    DiskSizes sizes() {
        return sizes;
    }

    OpenFiles files() {
        return files;
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void sync() throws IOException {
        Failures failures = new Failures();
        for (FileLog log : List.copyOf(unforced)) {
            // Before it is forced: what comes meanwhile adds it again.
            unforced.remove(log);
            failures.of(log::sync);
        }
        failures.rethrow();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        Failures failures = new Failures();
        AtomicBoolean safe = new AtomicBoolean(known || wasSafe());
        for (FileLog log : logs) {
            failures.of(() -> {
                if (!log.close()) {
                    safe.set(false);
                }
            });
        }
        failures.of(files::close);
        // Last: from here on another may open the folder.
        failures.of(() -> lock.release(safe.get() && failures.isEmpty()));
        failures.rethrow();
    }
}
