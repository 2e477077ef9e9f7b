// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Control;
import dev.pushkit.Frame;

/** Controls as named server-sent events, which a page that listens for its own events never sees. */
final class SseControls {
    private SseControls() {}

    static Frame of(Control control) {
        if (control instanceof Control.Open open) {
            return Frame.of("retry:" + open.retry().toMillis() + "\nid:" + open.cursor() + "\nevent:push.open\ndata:"
                    + ControlObjects.of(open) + "\n\n");
        }
        if (control instanceof Control.Gap gap) {
            return Frame.of("id:" + gap.cursor() + "\nevent:push.gap\ndata:" + ControlObjects.of(gap) + "\n\n");
        }
        if (control instanceof Control.Close close) {
            return Frame.of("retry:" + close.retry().toMillis() + "\nevent:push.close\ndata:" + ControlObjects.of(close)
                    + "\n\n");
        }
        if (control instanceof Control.Heartbeat heartbeat) {
            // A block without data is not dispatched, but it does move the last event id.
            return Frame.of(":" + heartbeat.payload().orElse("") + "\nid:" + heartbeat.cursor() + "\n\n");
        }
        return Frame.EMPTY;
    }
}
