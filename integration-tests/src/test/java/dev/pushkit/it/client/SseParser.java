// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Parses an event stream as the WHATWG HTML standard says, from bytes cut up in any way.
 *
 * <p>For one thread.
 */
public final class SseParser {
    private final Consumer<SseEvent> sink;
    private final LineSplitter lines = new LineSplitter(this::line);
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String idBuffer = "";
    private String lastEventId = "";
    private OptionalLong retry = OptionalLong.empty();
    private long comments;
    private boolean first = true;

    /**
     * A parser at the start of a stream.
     *
     * @param sink takes every event that is dispatched
     */
    public SseParser(Consumer<SseEvent> sink) {
        this.sink = sink;
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @param bytes an array that holds them
     * @param offset the first
     * @param length how many
     */
    public void feed(byte[] bytes, int offset, int length) {
        lines.feed(bytes, offset, length);
    }

    /**
     * The id that a reconnect would send; a block without data moves it too.
     *
     * @return the id, empty before the first
     */
    public String lastEventId() {
        return lastEventId;
    }

    /**
     * The reconnection time that the server asked for last, in milliseconds.
     *
     * @return the time, or empty where it never asked
     */
    public OptionalLong retry() {
        return retry;
    }

    /**
     * How many comment lines have arrived.
     *
     * @return the count
     */
    public long comments() {
        return comments;
    }

    private void line(String text) {
        String line = first && text.startsWith("\uFEFF") ? text.substring(1) : text;
        first = false;
        int colon = line.indexOf(':');
        if (line.isEmpty()) {
            dispatch();
        } else if (colon == 0) {
            comments++;
        } else if (colon < 0) {
            field(line, "");
        } else {
            String value = line.substring(colon + 1);
            field(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    idBuffer = value;
                }
            }
            case "retry" -> {
                if (value.matches("[0-9]{1,18}")) {
                    retry = OptionalLong.of(Long.parseLong(value));
                }
            }
            default -> {
                // the standard ignores other fields
            }
        }
    }

    private void dispatch() {
        lastEventId = idBuffer;
        if (!data.isEmpty()) {
            String text = data.substring(0, data.length() - 1);
            sink.accept(new SseEvent(lastEventId, type.isEmpty() ? "message" : type, text));
        }
        data.setLength(0);
        type = "";
    }
}
