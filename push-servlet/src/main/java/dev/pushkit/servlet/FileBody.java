// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ReadBuffer;
import dev.pushkit.stream.Slice;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file, by way of one buffer; the channel is this body's own. */
final class FileBody implements FillingBody {
    private final FileChannel channel;
    private final long end;
    private final ReadBuffer buffer;
    // Owned by the one thread that is at it.
    private long position;
    private ByteBuffer target;

    FileBody(FileChannel channel, long first, long end, ReadBuffer buffer) {
        this.channel = channel;
        this.position = first;
        this.end = end;
        this.buffer = buffer;
    }

    @Override
    public Slice next() throws IOException {
        if (target == null) {
            target = ByteBuffer.wrap(buffer.array());
        }
        return new Slice(buffer.array(), 0, fill(target.clear()));
    }

    @Override
    public int fill(ByteBuffer into) throws IOException {
        int most = (int) Math.min(into.remaining(), end - position);
        if (most == 0) {
            return 0;
        }
        int count = channel.read(into.limit(into.position() + most), position);
        if (count <= 0) {
            throw new EOFException("A file became shorter while it was read.");
        }
        position += count;
        return count;
    }

    @Override
    public boolean isOver() {
        return position >= end;
    }

    @Override
    public void await(Runnable wake) {
        throw new IllegalStateException("A file never makes anybody wait.");
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public void release() {
        MediaFile.close(channel);
    }
}
