// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;

/** What a filter puts in the place of the container's response: it passes on what is more than its threshold. */
final class FilteredResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final int threshold;
    private boolean committed;

    FilteredResponse(int threshold) {
        super(Stub.of(
                HttpServletResponse.class, (method, arguments) -> method.equals("containsHeader") ? false : null));
        this.threshold = threshold;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int value) {
                written.write(value);
            }

            @Override
            public void flush() {
                committed |= written.size() >= threshold;
            }

            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                // Left as the development environment wrote it.
            }
        };
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    int size() {
        return written.size();
    }
}
