// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Tells a disk that is full from one that is broken. */
final class FullDisk {
    // Java has no type for it, and some systems translate the words: then the room that is left decides.
    private static final long HARDLY_ANY = 64 << 10;

    private FullDisk() {}

    /** What the owner of a stream is told when its bytes could not be written. */
    static IOException named(IOException failure, Path folder) {
        if (failure instanceof StorageFullException || !isFull(failure, folder)) {
            return failure;
        }
        return new StorageFullException(
                "The disk that keeps this server's streams is full, or its quota is used up: make room there, delete"
                        + " streams, or let them expire.",
                failure);
    }

    private static boolean isFull(IOException failure, Path folder) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (Stream.of("no space left", "not enough space", "file too large", "quota")
                .anyMatch(message::contains)) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < HARDLY_ANY;
        } catch (IOException e) {
            return false;
        }
    }
}
