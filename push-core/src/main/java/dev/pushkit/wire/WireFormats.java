// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Batch;
import dev.pushkit.Cursor;
import dev.pushkit.Frame;
import dev.pushkit.HubStats;
import dev.pushkit.StoredEvent;
import dev.pushkit.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The formats of the protocol, one instance each for all connections. Thread-safe. */
public final class WireFormats {
    /** Server-sent events with the bare payload. */
    public static final WireFormat SSE_RAW = new RawSseFormat();

    /** Server-sent events with the envelope. */
    public static final WireFormat SSE_ENVELOPE = new SseFormat();

    /** One JSON object a line ({@code application/x-ndjson}). */
    public static final WireFormat NDJSON = new NdjsonFormat();

    /** What a WebSocket message holds: the lines of {@link #NDJSON}, and the control {@code live}. */
    public static final WireFormat WEBSOCKET = new WebSocketFormat();

    private static final Frame COMMA = Frame.of(",");

    private WireFormats() {}

    /**
     * The answer to a poll.
     *
     * @param batch what was read
     * @return one JSON object
     */
    public static Frame answer(Batch batch) {
        JsonWriter head = new JsonWriter(128)
                .text("cursor", batch.cursor().toString())
                .text("resumed", batch.resumed().toString());
        batch.reason().ifPresent(reason -> head.text("reason", reason.toString()));
        String open = head.json("events", "[").end();
        List<Frame> frames = new ArrayList<>(batch.events().size() * 2 + 2);
        frames.add(Frame.of(open.substring(0, open.length() - 1)));
        for (StoredEvent event : batch.events()) {
            if (frames.size() > 1) {
                frames.add(COMMA);
            }
            // The line feed of the shared line is white space between two values.
            frames.add(event.encoded(NDJSON));
        }
        frames.add(Frame.of("]}"));
        return Frame.join(frames);
    }

    /**
     * The answer to a publish.
     *
     * @param places the events' places
     * @param batch whether a batch was asked for
     * @return one JSON object
     */
    public static String published(List<Cursor> places, boolean batch) {
        if (!batch) {
            return new JsonWriter(64).text("id", places.get(0).toString()).end();
        }
        StringBuilder ids = new StringBuilder("[");
        for (Cursor place : places) {
            ids.append(ids.length() > 1 ? "," : "");
            JsonWriter.quote(ids, place.toString());
        }
        return new JsonWriter(64).json("ids", ids.append(']')).end();
    }

    /**
     * An error (RFC 9457).
     *
     * @param status the HTTP status
     * @param title the status in words
     * @param detail what to change
     * @return one JSON object
     */
    public static String problem(int status, String title, String detail) {
        return new JsonWriter(160)
                .text("type", "about:blank")
                .text("title", title)
                .number("status", status)
                .text("detail", detail)
                .end();
    }

    /**
     * A hub's figures for operators.
     *
     * @param stats the figures
     * @param open whether the hub takes connections
     * @param more counts of what belongs to no hub, by part and name
     * @return one JSON object
     */
    public static String health(HubStats stats, boolean open, Map<String, Map<String, Long>> more) {
        JsonWriter health = new JsonWriter(512)
                .text("status", open ? "up" : "closing")
                .json("connections", counts(stats.connections()))
                .number("published", stats.published())
                .number("delivered", stats.delivered())
                .number("gaps", stats.gaps())
                .json("closed", counts(stats.closed()))
                .number("topics", stats.topics())
                .number("retainedEvents", stats.retainedEvents())
                .number("retainedBytes", stats.retainedBytes())
                .number("workers", stats.workers())
                .number("stuckWorkers", stats.stuckWorkers())
                .text("head", stats.head().toString());
        new TreeMap<>(more).forEach((part, counts) -> health.json(part, counts(counts)));
        return health.end();
    }

    private static String counts(Map<?, ? extends Number> counts) {
        JsonWriter json = new JsonWriter(64);
        Map<String, Number> sorted = new TreeMap<>();
        counts.forEach((name, count) -> sorted.put(name.toString(), count));
        sorted.forEach((name, count) -> json.number(name, count.longValue()));
        return json.end();
    }

    /**
     * The elements of a JSON array, each as it was written.
     *
     * @param array a JSON array without white space between its tokens
     * @return the elements, in order
     */
    public static List<String> elements(String array) {
        return JsonScanner.elements(array);
    }
}
