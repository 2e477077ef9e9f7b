// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Buffers that lie outside the heap, and the way to write them: bytes of a file go from the one to the other side of the
 * kernel through them without a copy.
 *
 * <p>Jakarta Servlet 6.1 has that way ({@code ServletOutputStream.write(ByteBuffer)}), and Jetty 12 has it under 6.0 as its
 * own. Thread-safe.
 */
final class DirectBuffers {
    private static final int SIZE = 128 << 10;
    // What more readers than that need is given back to the system.
    private static final int MOST_KEPT = 256;
    private static final String JETTY = "org.eclipse.jetty.";
    private static final MethodType WRITE = MethodType.methodType(void.class, ByteBuffer.class);

    /** Writes a buffer to one response. */
    @FunctionalInterface
    interface Writer {
        void write(ByteBuffer buffer) throws IOException;
    }

    private final BlockingQueue<ByteBuffer> kept = new ArrayBlockingQueue<>(MOST_KEPT);
    // One entry for each class of output streams that the container has.
    private final Map<Class<?>, Optional<MethodHandle>> handles = new ConcurrentHashMap<>();

    /** The way to write buffers to a stream, if its container has one. */
    Optional<Writer> writer(ServletOutputStream out) {
        return handles.computeIfAbsent(out.getClass(), DirectBuffers::find).map(handle -> buffer -> {
            try {
                handle.invoke(out, buffer);
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IOException(e);
            }
        });
    }

    ByteBuffer take() {
        ByteBuffer buffer = kept.poll();
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
    }

    /** Takes a buffer back that nobody writes any more: another reader's bytes will lie in it. */
    void giveBack(ByteBuffer buffer) {
        // Where there are enough, the garbage collector has it.
        boolean unused = kept.offer(buffer);
    }

    /** Whether a class of output streams is Jetty's own. */
    static boolean isOfJetty(Class<?> type) {
        return type.getName().startsWith(JETTY);
    }

    /** The method that writes a buffer, of a class of output streams. */
    // Undertow 2.3 has such a method too, and wrote bytes that had been replaced by then.
    static Optional<MethodHandle> find(Class<?> type) {
        Class<?> declaring = isOfJetty(type) ? type : ServletOutputStream.class;
        try {
            return Optional.of(MethodHandles.publicLookup().findVirtual(declaring, "write", WRITE));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty();
        }
    }
}
