// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The way of Jetty 12 to send bytes on their way without a buffer of the response: a small array is copied into one of
 * 32 KiB outside the heap, which then stays with the connection, and has to be flushed; a {@link ByteBuffer} goes to the
 * socket at once. Thread-safe.
 */
final class UnbufferedWrites {
    private static final MethodType WRITE =
            MethodType.methodType(void.class, ServletOutputStream.class, ByteBuffer.class);
    private static final MethodType IS_WRITTEN = MethodType.methodType(boolean.class, ServletOutputStream.class);

    private static final UnbufferedWrites NONE = new UnbufferedWrites(Object.class, Optional.empty(), Optional.empty());

    // Racy on purpose: a container has one class of output streams, and finding it twice does no harm.
    private static volatile UnbufferedWrites known = NONE;

    private final Class<?> type;
    private final Optional<MethodHandle> write;
    private final Optional<MethodHandle> isWritten;

    private UnbufferedWrites(Class<?> type, Optional<MethodHandle> write, Optional<MethodHandle> isWritten) {
        this.type = type;
        this.write = write;
        this.isWritten = isWritten;
    }

    /** The way of a stream; one that does nothing where it has none, or where its buffer may be in use already. */
    static UnbufferedWrites of(ServletOutputStream out) {
        UnbufferedWrites way = known;
        if (way.type != out.getClass()) {
            way = find(out.getClass());
            known = way;
        }
        return way.isFresh(out) ? way : NONE;
    }

    /**
     * Sends bytes where the stream knows this way; they are read later, too, where the peer is slow.
     *
     * @return false where it does not, and nothing was done
     */
    boolean write(ServletOutputStream out, byte[] bytes) throws IOException {
        if (write.isEmpty()) {
            return false;
        }
        try {
            write.get().invokeExact(out, ByteBuffer.wrap(bytes));
            return true;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    // What was written before lies in the buffer, and Jetty would add to it, and keep it until somebody flushes.
    private boolean isFresh(ServletOutputStream out) {
        if (isWritten.isEmpty()) {
            return false;
        }
        try {
            return !(boolean) isWritten.get().invokeExact(out);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            return false;
        }
    }

    private static UnbufferedWrites find(Class<?> type) {
        if (!DirectBuffers.isOfJetty(type)) {
            return new UnbufferedWrites(type, Optional.empty(), Optional.empty());
        }
        return new UnbufferedWrites(
                type,
                DirectBuffers.find(type).map(handle -> handle.asType(WRITE)),
                findIsWritten(type).map(handle -> handle.asType(IS_WRITTEN)));
    }

    private static Optional<MethodHandle> findIsWritten(Class<?> type) {
        try {
            MethodType method = MethodType.methodType(boolean.class);
            return Optional.of(MethodHandles.publicLookup().findVirtual(type, "isWritten", method));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty();
        }
    }
}
