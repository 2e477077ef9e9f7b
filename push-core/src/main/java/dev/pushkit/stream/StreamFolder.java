// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where one stream lies on disk: the names of its files. Immutable, thread-safe.
 *
 * @param path the folder, whose name is the stream's id
 */
record StreamFolder(Path path) {
    // A name that cannot leave the store's folder.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final String BEGUN = ".stream-begun";
    private static final String REMOVED = ".stream-removed";
    private static final Pattern LEFT_OVER = Pattern.compile(ID + "\\.stream-(begun|removed)");
    private static final Pattern SEGMENT = Pattern.compile("[0-9]{16}");

    static StreamFolder of(Path store, String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException("A stream's id has 1 to 64 letters and digits: " + id);
        }
        return new StreamFolder(store.resolve(id));
    }

    static boolean isId(String name) {
        return ID.matcher(name).matches();
    }

    /** Whether a folder was never finished, or was being removed. */
    static boolean isLeftOver(String name) {
        return LEFT_OVER.matcher(name).matches();
    }

    String id() {
        return path.getFileName().toString();
    }

    Path header() {
        return path.resolve("header");
    }

    Path journal() {
        return path.resolve("journal");
    }

    Path newJournal() {
        return path.resolve("journal.new");
    }

    Path segment(long start) {
        return path.resolve(String.format(Locale.ROOT, "%016d", start));
    }

    /** The positions at which segments start, in their order. */
    List<Long> segmentStarts() throws IOException {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> SEGMENT.matcher(name).matches())
                    .map(Long::parseLong)
                    .sorted()
                    .toList();
        }
    }

    /** The folder while it is filled: it has its own name only when it is whole. */
    StreamFolder begun() {
        return new StreamFolder(path.resolveSibling(id() + BEGUN));
    }

    /** The folder while it is emptied. */
    StreamFolder removed() {
        return new StreamFolder(path.resolveSibling(id() + REMOVED));
    }

    void renameTo(StreamFolder other) throws IOException {
        Files.move(path, other.path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes the files and the folder. */
    void delete() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }

    /** Makes the names in a folder outlast the machine's end. */
    static void force(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            // Windows opens no folders, and writes names down by itself.
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
