// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;

/**
 * The way of Jetty 12 to send bytes on their way without a buffer of the response: a small array is copied into one of
 * 32 KiB outside the heap, which then stays with the connection, and has to be flushed; a {@link ByteBuffer} goes to the
 * socket at once. Thread-safe.
 */
final class UnbufferedWrites {
    private static final String JETTY = "org.eclipse.jetty.";
    private static final MethodType METHOD = MethodType.methodType(void.class, ByteBuffer.class);
    private static final MethodType CALL = METHOD.insertParameterTypes(0, ServletOutputStream.class);

    // Racy on purpose: a container has one class of output streams, and finding it twice does no harm.
    private static volatile UnbufferedWrites known = new UnbufferedWrites(null, null);

    private final Class<?> type;
    private final MethodHandle handle;

    private UnbufferedWrites(Class<?> type, MethodHandle handle) {
        this.type = type;
        this.handle = handle;
    }

    /**
     * Sends bytes where the stream knows this way; they are read later, too, where the peer is slow.
     *
     * @return false where it does not, and nothing was done
     */
    static boolean write(ServletOutputStream out, byte[] bytes) throws IOException {
        UnbufferedWrites way = known;
        if (way.type != out.getClass()) {
            way = find(out.getClass());
            known = way;
        }
        if (way.handle == null) {
            return false;
        }
        try {
            way.handle.invokeExact(out, ByteBuffer.wrap(bytes));
            return true;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    private static UnbufferedWrites find(Class<?> type) {
        if (!type.getName().startsWith(JETTY)) {
            return new UnbufferedWrites(type, null);
        }
        try {
            MethodHandle handle = MethodHandles.publicLookup().findVirtual(type, "write", METHOD);
            return new UnbufferedWrites(type, handle.asType(CALL));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return new UnbufferedWrites(type, null);
        }
    }
}
