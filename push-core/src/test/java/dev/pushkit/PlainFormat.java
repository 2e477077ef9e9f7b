// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** A line an event and a line a control, easy to read back in tests. */
final class PlainFormat implements WireFormat {
    static final PlainFormat INSTANCE = new PlainFormat();

    private PlainFormat() {}

    @Override
    public Frame event(StoredEvent stored) {
        Event event = stored.event();
        return Frame.of("event " + stored.cursor() + ' ' + event.topic() + ' '
                + event.payload().text() + '\n');
    }

    @Override
    public Frame control(Control control) {
        return Frame.of(line(control) + '\n');
    }

    private static String line(Control control) {
        if (control instanceof Control.Open open) {
            return "open " + open.cursor() + ' ' + open.resumed()
                    + open.reason().map(why -> " " + why).orElse("")
                    + open.ref().map(ref -> " ref=" + ref).orElse("");
        }
        if (control instanceof Control.Gap gap) {
            return "gap " + gap.cursor() + ' ' + gap.reason();
        }
        if (control instanceof Control.Live live) {
            return "live " + live.cursor()
                    + live.ref().map(ref -> " ref=" + ref).orElse("");
        }
        if (control instanceof Control.Heartbeat beat) {
            return "heartbeat " + beat.cursor()
                    + beat.payload().map(data -> " " + data).orElse("");
        }
        if (control instanceof Control.Close close) {
            return "close " + close.reason();
        }
        if (control instanceof Control.Ok ok) {
            return "ok" + ok.id().map(id -> " " + id).orElse("")
                    + ok.ref().map(ref -> " ref=" + ref).orElse("");
        }
        Control.Refused refused = (Control.Refused) control;
        return "error " + refused.code();
    }
}
