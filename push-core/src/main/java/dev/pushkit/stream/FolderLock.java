// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps others from a folder, and tells the next one whether all in it was forced to the disk when it was released.
 * Used by one thread at a time.
 */
final class FolderLock {
    private static final int SAFE = 's';

    // Not a channel alone, which an interrupt would close, and so unlock.
    private final RandomAccessFile file;
    private final boolean wasSafe;

    private FolderLock(RandomAccessFile file) throws IOException {
        this.file = file;
        wasSafe = file.read() == SAFE;
        if (wasSafe) {
            file.setLength(0);
            file.getFD().sync();
        }
    }

    /** Takes the lock of a folder, which is made if it is missing. */
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock == null) {
                throw new IOException("Another process uses the folder of streams " + folder + ".");
            }
            return new FolderLock(file);
        } catch (OverlappingFileLockException e) {
            file.close();
            throw new IOException(
                    "This process uses the folder of streams " + folder
                            + " already: an application of the same settings, or one that did not end.",
                    e);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** Whether whoever had it before forced everything and released it. */
    boolean wasSafe() {
        return wasSafe;
    }

    /** Lets others have the folder. */
    void release(boolean safe) throws IOException {
        try (file) {
            if (safe && file.getChannel().isOpen()) {
                file.write(SAFE);
                file.getFD().sync();
            }
        }
    }
}
