// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Cursor;
import dev.pushkit.Event;
import dev.pushkit.Frame;
import dev.pushkit.StoredEvent;
import dev.pushkit.WireFormat;
import dev.pushkit.wire.WireFormats;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first encoding of an event of 256 bytes: what is done once for each wire format, however many subscribers there are.
 *
 * <p>Each operation wraps the event anew, since a stored event keeps its bytes; that wrapper is in the figures. A WebSocket
 * decodes the line once more for its text frame, and that is not in them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Encode {
    /** The wire formats. */
    public enum Form {
        /** Server-sent events with the payload alone. */
        SSE_RAW,
        /** Server-sent events with the envelope. */
        SSE_ENVELOPE,
        /** Lines of JSON. */
        NDJSON,
        /** WebSocket messages, whose bytes are a line's. */
        WEBSOCKET
    }

    /** The kinds of payload. */
    public enum Kind {
        /** Text, which is quoted. */
        TEXT,
        /** JSON, which is put in as it is. */
        JSON,
        /** Bytes, which become Base64. */
        BINARY
    }

    @Param
    private Form form;

    @Param
    private Kind payload;

    private WireFormat format;
    private Event event;
    private Cursor place;
    private Instant time;

    /** Looks up the format and makes the event. */
    @Setup
    public void prepare() {
        format = switch (form) {
            case SSE_RAW -> WireFormats.SSE_RAW;
            case SSE_ENVELOPE -> WireFormats.SSE_ENVELOPE;
            case NDJSON -> WireFormats.NDJSON;
            case WEBSOCKET -> WireFormats.WEBSOCKET;
        };
        String topic = "stocks/nyse/ACME";
        event = switch (payload) {
            case TEXT -> Event.text(topic, Samples.text());
            case JSON -> Event.json(topic, Samples.json());
            case BINARY -> Event.binary(topic, Samples.text().getBytes(StandardCharsets.UTF_8));
        };
        place = new Cursor("1x2y3z4a5b6c7", 1_234_567);
        time = Instant.parse("2026-01-02T03:04:05.678901Z");
    }

    /**
     * One event.
     *
     * @return its bytes
     */
    @Benchmark
    public Frame first() {
        return new StoredEvent(event, place, time).encoded(format);
    }
}
