// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

/** Many readers of one object at once, each with a connection of its own; they check every byte. */
final class ObjectReaders {
    private static final int SLOW_BLOCK = 64 << 10;
    private static final int FAST_BLOCK = 256 << 10;
    private static final long MOST_MINUTES = 10;

    private ObjectReaders() {}

    /**
     * Reads an object by all readers at once.
     *
     * @param slow how many of them take about as long as {@code slowest}
     * @return how long the others took, from the first to the last
     */
    static Duration read(URI address, LargeObject object, int fast, int slow, Duration slowest) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(fast + slow);
        try {
            List<Future<Long>> lags = new ArrayList<>();
            long pause = slow == 0 ? 0 : slowest.toNanos() / Math.max(1, object.size() / SLOW_BLOCK);
            long start = System.nanoTime();
            for (int i = 0; i < slow; i++) {
                lags.add(threads.submit(reader(address, object, pause)));
            }
            List<Future<Long>> ends = new ArrayList<>();
            for (int i = 0; i < fast; i++) {
                ends.add(threads.submit(reader(address, object, 0)));
            }
            long last = start;
            for (Future<Long> end : ends) {
                last = Math.max(last, end.get(MOST_MINUTES, TimeUnit.MINUTES));
            }
            for (Future<Long> lag : lags) {
                lag.get(MOST_MINUTES, TimeUnit.MINUTES);
            }
            return Duration.ofNanos(last - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Long> reader(URI address, LargeObject object, long pauseNanos) {
        return () -> {
            CRC32C sum = new CRC32C();
            try (Socket socket = new Socket()) {
                if (pauseNanos > 0) {
                    socket.setReceiveBufferSize(SLOW_BLOCK);
                }
                socket.setSoTimeout((int) TimeUnit.MINUTES.toMillis(2));
                socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 10_000);
                String request = "GET " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                assertThat(head(in)).startsWith("HTTP/1.1 200").contains("Content-Length: " + object.size());
                byte[] block = new byte[pauseNanos > 0 ? SLOW_BLOCK : FAST_BLOCK];
                long left = object.size();
                while (left > 0) {
                    int count = in.read(block, 0, (int) Math.min(block.length, left));
                    if (count < 0) {
                        throw new EOFException(left + " bytes are missing");
                    }
                    sum.update(block, 0, count);
                    left -= count;
                    if (pauseNanos > 0) {
                        // It is slow: that is its part here.
                        LockSupport.parkNanos(pauseNanos);
                    }
                }
            }
            assertThat(sum.getValue()).isEqualTo(object.checksum());
            return System.nanoTime();
        };
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no answer: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
