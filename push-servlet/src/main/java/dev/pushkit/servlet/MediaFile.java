// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ReadBuffer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** An open file, complete with the size it has now. For one thread, until its body is taken. */
final class MediaFile implements MediaObject {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    // Measured with 200 readers at once: smaller ones cost calls, larger ones memory.
    private static final int BUFFER = 64 << 10;

    private final FileChannel channel;
    private final String contentType;
    private final Validators validators;
    private final Extent extent;
    private boolean taken;

    /**
     * An object of a file that was just opened; it takes over the channel.
     *
     * @param attributes what the file system says of it
     * @param now the present
     */
    MediaFile(FileChannel channel, BasicFileAttributes attributes, String contentType, Instant now) throws IOException {
        this.channel = channel;
        this.contentType = contentType;
        this.extent = new Extent(channel.size(), true);
        Instant modified = attributes.lastModifiedTime().toInstant();
        String tag = Long.toHexString(extent.tail())
                + '-'
                + Long.toHexString(modified.getEpochSecond())
                + '.'
                + Integer.toHexString(modified.getNano())
                + '-'
                + Integer.toHexString(Objects.hashCode(attributes.fileKey()));
        // It might change once more within what the file system's clock can tell (RFC 9110, section 8.8.2.2).
        boolean settled = modified.isBefore(now.minusSeconds(1));
        this.validators = new Validators(tag, settled, Optional.of(modified));
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public String cacheControl() {
        return "no-cache, no-transform";
    }

    @Override
    public Validators validators() {
        return validators;
    }

    @Override
    public Extent extent() {
        return extent;
    }

    @Override
    public Body body(Part part) {
        taken = true;
        return new FileBody(channel, part.first(), part.end(), new ReadBuffer(BUFFER));
    }

    @Override
    public void close() {
        if (!taken) {
            close(channel);
        }
    }

    static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A file could not be closed.", e);
        }
    }
}
