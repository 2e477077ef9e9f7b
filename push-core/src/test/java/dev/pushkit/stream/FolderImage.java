// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The files of a folder, to be damaged and written again. */
record FolderImage(Map<String, byte[]> files) {
    static FolderImage of(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (var paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return new FolderImage(files);
    }

    int size(String file) {
        return files.get(file).length;
    }

    private FolderImage with(String file, byte[] bytes) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.put(file, bytes);
        return new FolderImage(changed);
    }

    FolderImage cut(String file, int length) {
        return with(file, Arrays.copyOf(files.get(file), length));
    }

    FolderImage flipped(String file, int position, int bit) {
        byte[] bytes = files.get(file).clone();
        bytes[position] ^= (byte) (1 << bit);
        return with(file, bytes);
    }

    FolderImage longer(String file, byte[] end) {
        byte[] bytes = Arrays.copyOf(files.get(file), size(file) + end.length);
        System.arraycopy(end, 0, bytes, size(file), end.length);
        return with(file, bytes);
    }

    /** Makes a folder hold these files alone. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                Files.delete(path);
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    boolean isSameAs(FolderImage other) {
        return files.keySet().equals(other.files.keySet())
                && files.keySet().stream().allMatch(file -> Arrays.equals(files.get(file), other.files.get(file)));
    }
}
