// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Event;
import dev.pushkit.Payload;
import dev.pushkit.StoredEvent;
import java.util.Base64;

/** The JSON object around an event, the same on poll, stream, WebSocket and enveloped SSE. */
final class Envelope {
    private Envelope() {}

    static String of(StoredEvent stored) {
        Event event = stored.event();
        JsonWriter json = new JsonWriter(event.payload().size() + 160)
                .text("id", stored.cursor().toString())
                .text("topic", event.topic().name());
        event.type().ifPresent(type -> json.text("type", type));
        json.text("time", stored.time().toString());
        data(json, event.payload());
        return json.end();
    }

    private static void data(JsonWriter json, Payload payload) {
        switch (payload.kind()) {
            case JSON -> json.json("data", payload.text());
            case TEXT -> json.text("data", payload.text());
            case BINARY ->
                json.text("data", Base64.getEncoder().encodeToString(payload.bytes()))
                        .text("encoding", "base64");
        }
    }
}
