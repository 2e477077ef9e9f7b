// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The bytes of a subscriber's request, with places for what changes from poll to poll. Immutable. */
final class Request {
    private static final byte[] LINE_END = Payload.ascii("\r\n");
    private static final String POSITION = "{pos}";

    /** A position stands between each two of them. */
    private final List<byte[]> parts = new ArrayList<>();

    private Request(String text) {
        for (String part : text.split(Pattern.quote(POSITION), -1)) {
            parts.add(Payload.ascii(part));
        }
    }

    static Request of(LoadOptions options, int topic, int id) {
        return of(options, options.endpoint().path(), topic, id);
    }

    static Request of(LoadOptions options, String path, int topic, int id) {
        StringBuilder text = new StringBuilder("GET ").append(path);
        text.append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(options.endpoint().port());
        if (options.kind() == Kind.SSE) {
            text.append("\r\nAccept: text/event-stream");
        } else if (options.kind() == Kind.WS) {
            text.append("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13");
            text.append("\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        }
        for (String header : options.endpoint().headers()) {
            text.append("\r\n").append(header);
        }
        return new Request(fill(text.append("\r\n").toString(), topic, id));
    }

    static String fill(String template, int topic, int id) {
        return template.replace("{topic}", Integer.toString(topic)).replace("{id}", "c" + id);
    }

    void write(ByteBuffer out, Position position) {
        out.put(parts.get(0));
        for (int i = 1; i < parts.size(); i++) {
            position.writePlace(out);
            out.put(parts.get(i));
        }
        position.writeHeaders(out);
        out.put(LINE_END);
    }
}
