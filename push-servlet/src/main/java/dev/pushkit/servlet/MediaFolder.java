// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubSettings;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Setting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The folder whose files are served, and no others. Immutable, thread-safe. */
final class MediaFolder {
    private static final int TRIES = 3;

    private final Path root;

    private MediaFolder(Path root) {
        this.root = root;
    }

    /**
     * The folder of {@code push.media.dir}.
     *
     * @return empty where none is set
     * @throws InvalidInputException if it is no folder, so that the deployment fails and not a request
     */
    static Optional<MediaFolder> of(HubSettings settings) {
        String dir = settings.text(Setting.MEDIA_DIR);
        if (dir.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path root = Path.of(dir).toAbsolutePath();
            if (Files.isDirectory(root)) {
                return Optional.of(new MediaFolder(root));
            }
        } catch (InvalidPathException e) {
            // Told below.
        }
        throw new InvalidInputException("The setting " + Setting.MEDIA_DIR.key() + " is \"" + dir
                + "\", which is no folder: create it, or name another.");
    }

    /**
     * Finds a regular file.
     *
     * @param name segments that are joined by a slash
     * @return where it really lies, which is within the folder; else empty
     */
    Optional<Path> find(MediaName name) {
        try {
            Path inside = root.toRealPath();
            Path real = inside.resolve(name.text()).toRealPath();
            // A name that is absolute to the file system, or a link, may have led anywhere.
            boolean served = real.startsWith(inside) && Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS);
            return served ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The name under which a file that was found would be asked for without links, in the letters of the file system. */
    String nameOf(Path real) throws IOException {
        return StreamSupport.stream(root.toRealPath().relativize(real).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /**
     * Opens a file that was found.
     *
     * @return empty where it has gone, or is another one at every look
     */
    Optional<MediaFile> open(Path real, String contentType) {
        for (int i = 0; i < TRIES; i++) {
            try {
                BasicFileAttributes before = attributes(real);
                if (!before.isRegularFile()) {
                    return Optional.empty();
                }
                FileChannel channel = FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                boolean kept = false;
                try {
                    // The file that was opened is the one that was found only if nothing was moved meanwhile.
                    if (isSame(before, attributes(real)) && real.toRealPath().equals(real)) {
                        MediaFile file = new MediaFile(channel, before, contentType, Instant.now());
                        kept = true;
                        return Optional.of(file);
                    }
                } finally {
                    if (!kept) {
                        MediaFile.close(channel);
                    }
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
        return other.isRegularFile()
                && one.lastModifiedTime().equals(other.lastModifiedTime())
                && (one.fileKey() == null || one.fileKey().equals(other.fileKey()));
    }
}
