// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that are open: a bounded number, those closed first that were used least recently, and as many more as
 * threads are at work on. Thread-safe; all state is guarded by this.
 *
 * <p>An interrupt closes a channel under everybody who uses it. Here it does not end anybody's work: the file is opened
 * again, the work repeated, and the interrupt kept for afterwards.
 */
final class OpenFiles {
    /** What is done to a file; perhaps more than once, so it names positions. */
    interface Work<T> {
        T with(FileChannel channel) throws IOException;
    }

    private static final class OpenFile {
        final FileChannel channel;
        int users;
        boolean forgotten;

        OpenFile(FileChannel channel) {
            this.channel = channel;
        }
    }

    private final Map<Path, OpenFile> files = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private boolean closed;

    OpenFiles(int most) {
        this.most = most;
    }

    /** Works on a file that exists. */
    <T> T use(Path path, Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                OpenFile file = take(path);
                try {
                    return work.with(file.channel);
                } catch (ClosedByInterruptException e) {
                    // It has set the flag again, which would close the next channel too.
                    interrupted |= Thread.interrupted();
                } catch (ClosedChannelException e) {
                    // Somebody else was interrupted.
                    interrupted |= Thread.interrupted();
                } finally {
                    give(file);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Forces what was written to a file. */
    void force(Path path) throws IOException {
        use(path, channel -> {
            channel.force(false);
            return path;
        });
    }

    private synchronized OpenFile take(Path path) throws IOException {
        if (closed) {
            throw new IOException("The store of the streams is closed.");
        }
        OpenFile file = files.get(path);
        if (file == null || !file.channel.isOpen()) {
            file = new OpenFile(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
            files.put(path, file);
        }
        file.users++;
        closeIdle();
        return file;
    }

    private synchronized void give(OpenFile file) throws IOException {
        file.users--;
        if (file.users == 0 && file.forgotten) {
            file.channel.close();
        }
        closeIdle();
    }

    private void closeIdle() throws IOException {
        Iterator<OpenFile> eldest = files.values().iterator();
        while (files.size() > most && eldest.hasNext()) {
            OpenFile file = eldest.next();
            if (file.users == 0) {
                eldest.remove();
                file.channel.close();
            }
        }
    }

    /** Closes a file, or all in a folder, once nobody uses them; whoever comes later opens them again. */
    synchronized void forget(Path path) throws IOException {
        Iterator<Map.Entry<Path, OpenFile>> all = files.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Path, OpenFile> entry = all.next();
            if (entry.getKey().startsWith(path)) {
                all.remove();
                entry.getValue().forgotten = true;
                if (entry.getValue().users == 0) {
                    entry.getValue().channel.close();
                }
            }
        }
    }

    /** Closes all, each once nobody uses it; none is opened any more. */
    synchronized void close() throws IOException {
        closed = true;
        for (Path path : List.copyOf(files.keySet())) {
            forget(path);
        }
    }
}
