// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.CloseReason;
import dev.pushkit.Control;

/** Controls as JSON objects: each has {@code control} and never {@code topic}. */
final class ControlObjects {
    private ControlObjects() {}

    static String of(Control control) {
        JsonWriter json = new JsonWriter(128);
        if (control instanceof Control.Open open) {
            json.text("control", "open")
                    .text("cursor", open.cursor().toString())
                    .text("resumed", open.resumed().toString());
            open.reason().ifPresent(reason -> json.text("reason", reason.toString()));
            json.json("heartbeat", seconds(open.heartbeat().toMillis()))
                    .number("retry", open.retry().toMillis());
            open.ref().ifPresent(ref -> json.text("ref", ref));
        } else if (control instanceof Control.Gap gap) {
            json.text("control", "gap")
                    .text("cursor", gap.cursor().toString())
                    .text("reason", gap.reason().toString());
        } else if (control instanceof Control.Live live) {
            json.text("control", "live");
            live.ref().ifPresent(ref -> json.text("ref", ref));
            json.text("cursor", live.cursor().toString());
        } else if (control instanceof Control.Heartbeat heartbeat) {
            json.text("control", "heartbeat").text("cursor", heartbeat.cursor().toString());
            heartbeat.payload().ifPresent(payload -> json.json("data", payload));
        } else if (control instanceof Control.Close close) {
            json.text("control", "close")
                    .text("reason", word(close.reason()))
                    .bool("reconnect", close.reason().reconnect())
                    .number("retry", close.retry().toMillis());
        } else if (control instanceof Control.Ok ok) {
            json.text("control", "ok");
            ok.ref().ifPresent(ref -> json.text("ref", ref));
            ok.id().ifPresent(id -> json.text("id", id.toString()));
        } else if (control instanceof Control.Refused refused) {
            json.text("control", "error");
            refused.ref().ifPresent(ref -> json.text("ref", ref));
            json.number("code", refused.code()).text("message", refused.message());
        }
        return json.end();
    }

    // The protocol knows five words; the others are the server's own affair.
    private static String word(CloseReason reason) {
        return switch (reason) {
            case SHUTDOWN, EXPIRED, MAX_AGE, SLOW, DENIED -> reason.toString();
            case LOST, CLIENT, FAILED -> CloseReason.SHUTDOWN.toString();
        };
    }

    // Whole seconds as a rule; tests and interceptors may choose less.
    private static String seconds(long millis) {
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
    }
}
