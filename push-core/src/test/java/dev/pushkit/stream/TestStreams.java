// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.DirectExecutor;
import dev.pushkit.HubSettings;
import dev.pushkit.ManualTicker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** Streams in memory with a clock that the test moves. */
final class TestStreams implements AutoCloseable {
    static final String BYTES = "application/octet-stream";
    static final String JSON = "application/json";
    static final String TEXT = "text/plain";

    private final ManualTicker ticker = new ManualTicker();
    private final Streams streams;

    TestStreams(String... settings) {
        HubSettings all = HubSettings.defaults();
        for (int i = 0; i < settings.length; i += 2) {
            all = all.with(settings[i], settings[i + 1]);
        }
        try {
            streams = Streams.open(all, new DirectExecutor(), ticker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Streams streams() {
        return streams;
    }

    ManualTicker ticker() {
        return ticker;
    }

    void advance(Duration by) {
        ticker.advance(by);
    }

    ByteStream create(String name, String type) {
        return streams.create(name, StreamOptions.of(type)).stream();
    }

    ByteStream create(String name, String type, String body) {
        return streams.create(name, StreamOptions.of(type), slice(body)).stream();
    }

    ByteStream fork(String name, String source, Offset offset, long beyond) {
        return streams.create(name, forkOptions(source, Optional.of(offset), beyond)).stream();
    }

    ByteStream fork(String name, String source) {
        return streams.create(name, forkOptions(source, Optional.empty(), 0)).stream();
    }

    Appended append(String name, String text) {
        return streams.append(name, bytes(text));
    }

    Appended append(String name, String text, ProducerMark mark) {
        return streams.append(
                name, new Append(slice(text), Optional.empty(), Optional.of(mark), Optional.empty(), false, false));
    }

    /** All that is there, page by page. */
    static String all(ByteStream stream) {
        StringBuilder text = new StringBuilder();
        Offset at = Offset.START;
        Page page;
        do {
            page = stream.page(at, 1 << 20);
            text.append(text(stream, page));
            at = page.end();
        } while (!page.upToDate());
        return text.toString();
    }

    static String text(ByteStream stream, Page page) {
        return new String(bytes(stream, page), StandardCharsets.UTF_8);
    }

    static byte[] bytes(ByteStream stream, Page page) {
        int count = (int) (page.end().position() - page.start().position());
        byte[] bytes = new byte[count];
        ReadBuffer buffer = new ReadBuffer(1 << 10);
        int copied = 0;
        while (copied < count) {
            Slice slice = stream.read(page.start().position() + copied, count - copied, buffer);
            System.arraycopy(slice.array(), slice.offset(), bytes, copied, slice.length());
            copied += slice.length();
        }
        return bytes;
    }

    static StreamOptions forkOptions(String source, Optional<Offset> offset, long beyond) {
        return new StreamOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(new ForkPoint(new StreamName(source), offset, beyond)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Slice slice(String text) {
        return Slice.of(bytes(text));
    }

    /** Why a stream refuses. */
    static StreamException.Reason reason(Executable code) {
        try {
            code.execute();
        } catch (StreamException refused) {
            return refused.reason();
        } catch (Throwable other) {
            throw new AssertionError("Refused for another reason", other);
        }
        throw new AssertionError("Nothing was refused");
    }

    @Override
    public void close() {
        streams.close();
        ticker.close();
    }
}
