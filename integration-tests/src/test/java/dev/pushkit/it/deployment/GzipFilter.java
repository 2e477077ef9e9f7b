// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** Compresses whatever comes, as filters do that were copied from somewhere: no type, no no-transform is looked at. */
abstract class GzipFilter implements Filter {
    private final boolean flushes;

    GzipFilter(boolean flushes) {
        this.flushes = flushes;
    }

    @Override
    public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String accepted = ((HttpServletRequest) request).getHeader("Accept-Encoding");
        if (accepted == null || !accepted.contains("gzip")) {
            chain.doFilter(request, response);
            return;
        }
        Compressed compressed = new Compressed((HttpServletResponse) response, flushes);
        chain.doFilter(request, compressed);
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(compressed);
        } else {
            compressed.finish();
        }
    }

    /** The response in whose place the servlet writes. */
    private static final class Compressed extends HttpServletResponseWrapper implements AsyncListener {
        private final boolean flushes;
        private CompressedStream stream;

        Compressed(HttpServletResponse response, boolean flushes) {
            super(response);
            this.flushes = flushes;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (stream == null) {
                setHeader("Content-Encoding", "gzip");
                stream = new CompressedStream(super.getOutputStream(), flushes);
            }
            return stream;
        }

        @Override
        public void setContentLength(int length) {
            // It is another one in the end.
        }

        @Override
        public void setContentLengthLong(long length) {
            // As above.
        }

        void finish() throws IOException {
            if (stream != null) {
                stream.close();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            finish();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // onComplete follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }

    /** Knows nothing of non-blocking output, and says nothing of it either. */
    private static final class CompressedStream extends ServletOutputStream {
        private final GZIPOutputStream gzip;
        private final boolean flushes;

        CompressedStream(ServletOutputStream out, boolean flushes) throws IOException {
            this.gzip = new GZIPOutputStream(out, flushes);
            this.flushes = flushes;
        }

        @Override
        public void write(int value) throws IOException {
            gzip.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            gzip.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (flushes) {
                gzip.flush();
            }
        }

        @Override
        public void close() throws IOException {
            gzip.close();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // Left as the development environment wrote it.
        }
    }
}
